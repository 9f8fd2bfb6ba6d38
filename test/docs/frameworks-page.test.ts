import path from 'node:path'
import { expect, it } from 'vitest'
import { frameworks } from '../../src/frameworks/index.js'
import { root } from '../support/repository.js'
import { frameworksPage } from './frameworks-page.js'

it('docs/frameworks.md says what the facts say (npm run docs writes it)', async () => {
  await expect(frameworksPage(frameworks)).toMatchFileSnapshot(path.join(root, 'docs/frameworks.md'))
})

import { describe, expect, it } from 'vitest'
import { analyseTyped } from '../../support/typed-project.js'
import { marked } from '../../support/reported-lines.js'
import { placesIn } from './cases.js'
import { errorCases } from './errors.cases.js'
import { expressCases } from './express.cases.js'
import { fastifyCases } from './fastify.cases.js'
import { finallyCases } from './finally.cases.js'
import { nextCases } from './next.cases.js'
import { otherCases } from './others.cases.js'
import { projectCases } from './projects.cases.js'

describe('with types, the same places', () => {
  it.each([
    ...expressCases,
    ...fastifyCases,
    ...nextCases,
    ...otherCases,
    ...projectCases,
    ...errorCases,
    ...finallyCases,
  ])('$name', ({ files }) => {
    expect(placesIn(files, analyseTyped(files))).toEqual(marked(files))
  })
})

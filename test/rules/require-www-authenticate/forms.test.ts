import { describe, expect, it } from 'vitest'
import { marked } from '../../support/reported-lines.js'
import { reported } from './cases.js'
import { errorCases } from './errors.cases.js'
import { expressCases } from './express.cases.js'
import { fastifyCases } from './fastify.cases.js'
import { finallyCases } from './finally.cases.js'
import { nextCases } from './next.cases.js'
import { otherCases } from './others.cases.js'
import { projectCases } from './projects.cases.js'

describe.each([
  ['Express', expressCases],
  ['Fastify', fastifyCases],
  ['Next', nextCases],
  ['other frameworks', otherCases],
  ['several files', projectCases],
  ['errors on their way', errorCases],
  ['finally', finallyCases],
] as const)('%s', (_title, cases) => {
  it.each(cases)('$name', ({ files }) => {
    expect(reported(files)).toEqual(marked(files))
  })
})

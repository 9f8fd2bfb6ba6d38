import type { Case } from './cases.js'
import { errorCases } from './errors.cases.js'
import { expressCases } from './express.cases.js'
import { fastifyCases } from './fastify.cases.js'
import { finallyCases } from './finally.cases.js'
import { nextCases } from './next.cases.js'
import { otherCases } from './others.cases.js'
import { projectCases } from './projects.cases.js'

/** Every case, by what it is about. */
export const casesByTopic: readonly (readonly [topic: string, cases: readonly Case[]])[] = [
  ['Express', expressCases],
  ['Fastify', fastifyCases],
  ['Next', nextCases],
  ['other frameworks', otherCases],
  ['several files', projectCases],
  ['errors on their way', errorCases],
  ['finally', finallyCases],
]

export const allCases: readonly Case[] = casesByTopic.flatMap(([, cases]) => cases)

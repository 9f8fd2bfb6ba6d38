import { describe, expect, it } from 'vitest'
import { marked } from '../../support/reported-lines.js'
import { casesByTopic } from './all.cases.js'
import { reported } from './cases.js'

describe.each(casesByTopic)('%s', (_topic, cases) => {
  it.each(cases)('$name', ({ files }) => {
    expect(reported(files)).toEqual(marked(files))
  })
})

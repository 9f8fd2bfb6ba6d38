import { describe, expect, it } from 'vitest'
import { analyseTyped } from '../../support/typed-project.js'
import { marked } from '../../support/reported-lines.js'
import { allCases } from './all.cases.js'
import { placesIn } from './cases.js'

describe('with types, the same places', () => {
  it.each(allCases)('$name', ({ files }) => {
    expect(placesIn(files, analyseTyped(files))).toEqual(marked(files))
  })
})

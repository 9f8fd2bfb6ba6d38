import { describe, expect, test } from 'vitest'
import { isBareOnTheWire, settingCases } from './settings.js'
import { isBare401, readResponses } from './support/read.js'

describe('without types the analysis agrees with the wire', () => {
  for (const { name, row, path, text, title } of settingCases) {
    test(`${name}: ${title}`, () => {
      expect(readResponses({ [path]: text }).some(isBare401)).toBe(isBareOnTheWire(row))
    })
  }
})

import { describe, expect, test } from 'vitest'
import { isBareOnTheWire, settingCases } from './settings.js'
import { isBare401, readResponses } from './support/read.js'

describe('without types the analysis agrees with the wire', () => {
  for (const { name, row, path, text, title, manifest } of settingCases) {
    test(`${name}: ${title}`, () => {
      const files = { [path]: text, '/project/package.json': manifest }
      expect(readResponses(files).some(isBare401)).toBe(isBareOnTheWire(row))
    })
  }
})

describe('where nothing tells the version, only what is bare in every release is reported', () => {
  const texts = new Map<string, { readonly path: string; readonly isBareInAll: boolean }>()
  for (const { row, path, text, isVersioned } of settingCases)
    if (isVersioned)
      texts.set(text, { path, isBareInAll: (texts.get(text)?.isBareInAll ?? true) && isBareOnTheWire(row) })
  test.each([...texts])('%s', (text, { path, isBareInAll }) => {
    const reported = readResponses({ [path]: text }).some(isBare401)
    expect(reported && !isBareInAll).toBe(false)
  })
})

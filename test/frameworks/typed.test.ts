import { describe, expect, test } from 'vitest'
import { isBareOnTheWire, settingCases } from './settings.js'
import { isBare401 } from './support/read.js'
import { typedReader } from './support/typed.js'
import { SEEN_AS, typeCases } from './type-cases.js'

// One program for all: most of its time goes into the types of the frameworks.
const files: Record<string, string> = {}
for (const { path, text } of typeCases) files[path] = text
for (const { typedPath, text } of settingCases) files[typedPath] = text
const manifests = Object.fromEntries(settingCases.map(({ typedManifest, manifest }) => [typedManifest, manifest]))
const { problems, read } = typedReader(files, manifests)

describe('the checker names the types as the facts do', () => {
  test.each(typeCases)('$title', ({ path, title }) => {
    expect(problems(path)).toEqual([])
    expect(
      read(path)
        .filter(isBare401)
        .map(({ evidence }) => evidence),
    ).toEqual(SEEN_AS[title] ?? ['type'])
  })
})

describe('with types the analysis agrees with the wire', () => {
  for (const { name, row, typedPath, title } of settingCases) {
    test(`${name}: ${title}`, () => {
      expect(read(typedPath).some(isBare401)).toBe(isBareOnTheWire(row))
    })
  }
})

import ts from 'typescript'
import { expect, test, vi } from 'vitest'
import { createWorkspace, mayContainFindings } from '../../../src/analysis/index.js'
import { stillHost } from '../../support/project.js'
import { readFixtures, type Fixture } from './fixtures.js'
import { ofEslint, ofText, show, type Verdict } from './verdicts.js'

vi.setConfig({ testTimeout: 900_000 })

/** The same file as another editor would have saved it, and where an offset of the plain text lands in it. */
interface Variant {
  readonly name: string
  readonly write: (text: string) => string
  readonly shift: (text: string, offset: number) => number
}

const before = (prefix: string): Pick<Variant, 'write' | 'shift'> => ({
  write: (text) => prefix + text,
  shift: (_, offset) => offset + prefix.length,
})

const variants: readonly Variant[] = [
  {
    name: 'CRLF',
    write: (text) => text.replaceAll('\n', '\r\n'),
    shift: (text, offset) => offset + text.slice(0, offset).split('\n').length - 1,
  },
  // verdicts count from behind the mark, as ESLint does
  { name: 'a byte order mark', write: (text) => `\uFEFF${text}`, shift: (_, offset) => offset },
  { name: 'an emoji', ...before('/* 🦊👩‍👩‍👧 */ ') },
  { name: 'a shebang', ...before('#!/usr/bin/env node\n') },
]

const fixtures: readonly Fixture[] = readFixtures().map((fixture) => ({
  ...fixture,
  text: fixture.text.replaceAll('\r\n', '\n'),
}))
const workspace = createWorkspace(ts, stillHost)
const plain = new Map(fixtures.map((fixture) => [fixture, ofText(ts, fixture, workspace)]))

function shifted(verdicts: readonly Verdict[], text: string, { shift }: Variant): readonly string[] {
  return verdicts.map((one) => show({ ...one, start: shift(text, one.start), end: shift(text, one.end) }))
}

test('there is something to compare', () => {
  expect([...plain.values()].flat().length).toBeGreaterThan(200)
})

for (const variant of variants) {
  test(`${variant.name} moves the findings and changes none`, () => {
    const differences = fixtures.flatMap((fixture) => {
      const text = variant.write(fixture.text)
      if (text.startsWith('#!') && fixture.text.startsWith('#!')) return []
      const found = ofText(ts, { ...fixture, text }, workspace).map(show)
      const expected = shifted(plain.get(fixture) ?? [], fixture.text, variant)
      return found.join('\n') === expected.join('\n') ? [] : [{ from: fixture.from, found, expected }]
    })
    expect(differences).toEqual([])
  })

  test(`${variant.name} moves what ESLint reports alike`, () => {
    const reported = fixtures
      .filter((fixture) => (plain.get(fixture) ?? []).length > 0 && !fixture.text.startsWith('#!'))
      .slice(0, 60)
    for (const fixture of reported) {
      const found = ofEslint({ ...fixture, text: variant.write(fixture.text) }).map(show)
      expect(found, fixture.from).toEqual(shifted(ofEslint(fixture), fixture.text, variant))
    }
  })
}

test('the text test hides no finding', () => {
  const hidden = fixtures.flatMap((fixture) => {
    const everything = ofText(ts, fixture, workspace, true).map(show)
    const seen = mayContainFindings(fixture.text) ? (plain.get(fixture) ?? []).map(show) : []
    return everything.filter((one) => !seen.includes(one)).map((one) => `${fixture.from} ${one}`)
  })
  expect(hidden).toEqual([])
})

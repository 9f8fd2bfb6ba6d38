import ts from 'typescript'
import { ts as common48 } from 'ts-common48'
import { ts as common59 } from 'ts-common59'
import { expect, test, vi } from 'vitest'
import {
  analyseFile,
  createWorkspace,
  mayContainFindings,
  parseFile,
  type TypeScript,
} from '../../../src/analysis/index.js'
import { syntaxErrorsOf } from '../../../src/analysis/module-shape.js'
import { stillHost } from '../../support/project.js'
import { readFixtures } from './fixtures.js'
import { programOf } from './programs.js'
import { ofText, ofTree, show } from './verdicts.js'

vi.setConfig({ testTimeout: 900_000 })

/** The oldest TypeScript that typescript-eslint supports, the last with the numbers of the fifth, and the newest. */
const releases: readonly TypeScript[] = [common48 as unknown as TypeScript, common59 as unknown as TypeScript, ts]
const [oldest = ts, fifth = ts] = releases

const fixtures = readFixtures().filter(({ text }) => mayContainFindings(text))
const workspace = createWorkspace(ts, stillHost)
const expectedOf = new Map(fixtures.map((fixture) => [fixture, ofText(ts, fixture, workspace).map(show)]))

for (const release of [oldest, fifth]) {
  test(`TypeScript ${release.version} says what ${ts.version} says`, () => {
    const own = createWorkspace(release, stillHost)
    // syntax that is younger than the release
    const readable = fixtures.filter(
      ({ path, text }) => syntaxErrorsOf(release, parseFile(release, path, text)).length === 0,
    )
    expect(readable.length).toBeGreaterThan(fixtures.length * 0.9)
    const differences = readable.flatMap((fixture) => {
      const found = ofText(release, fixture, own).map(show)
      const expected = expectedOf.get(fixture) ?? []
      return found.join('\n') === expected.join('\n') ? [] : [{ from: fixture.from, found, expected }]
    })
    expect(differences).toEqual([])
  })
}

test(`TypeScript ${fifth.version} with types says what ${ts.version} says without`, () => {
  const program = programOf(fifth, fixtures)
  const own = createWorkspace(fifth, stillHost, (path) => program.getSourceFile(path))
  const differences = fixtures.flatMap((fixture) => {
    const { from, path } = fixture
    const file = program.getSourceFile(path)
    if (file === undefined) return [{ from, found: [], expected: ['in the program'] }]
    const found = ofTree(fifth, file, path, own, program.getTypeChecker()).map(show)
    const expected = expectedOf.get(fixture) ?? []
    return found.join('\n') === expected.join('\n') ? [] : [{ from, found, expected }]
  })
  expect(differences).toEqual([])
})

const code = 'export const handler = (req, res) => res.status(401).end()\n'

for (const reader of releases) {
  for (const writer of releases.filter((one) => one !== reader)) {
    test(`TypeScript ${reader.version} refuses a tree of ${writer.version}`, () => {
      const file = parseFile(writer, '/a.ts', code)
      expect(() =>
        analyseFile({ ts: reader, file, path: '/a.ts', workspace: createWorkspace(reader, stillHost) }),
      ).toThrow(/made by another version of TypeScript/)
    })
  }
}

test('types of another release are refused', () => {
  const fixture = { from: 'here', path: '/project/a.ts', text: code }
  const checker = programOf(fifth, [fixture]).getTypeChecker()
  const file = parseFile(ts, fixture.path, code)
  expect(() => analyseFile({ ts, file, path: fixture.path, checker, workspace })).toThrow(
    /types of .* come from another version of TypeScript/,
  )
})

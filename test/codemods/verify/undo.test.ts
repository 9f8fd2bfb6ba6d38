import { describe, expect, it } from 'vitest'
import { addedDiagnostics, describeDiagnostic, type Diagnostic } from '../../../codemods/verify/diagnostics.js'
import { findUnsound, type Site } from '../../../codemods/verify/undo.js'

const site = (path: string, start: number): Site => ({
  path,
  id: `header:${start}`,
  spans: [{ start, end: start + 10 }],
})
const diagnostic = (path: string, start: number, message = 'Wrong.'): Diagnostic => ({
  path,
  start,
  code: 2322,
  message,
})

/** Finds with a type check that says `brought` of the sites that are still edited, and counts the checks. */
async function find(sites: readonly Site[], brought: (edited: (of: Site) => boolean) => readonly Diagnostic[]) {
  let checks = 0
  const found = await findUnsound([], async (without) => {
    checks++
    const left = sites.filter((one) => !without.some((other) => other.path === one.path && other.id === one.id))
    return { diagnostics: brought((one) => left.includes(one)), sites: left }
  })
  return { undone: [...found.keys()].map((one) => `${one.path} ${one.id}`), checks }
}

describe('findUnsound', () => {
  const [a, b, c, d] = [site('a.ts', 100), site('a.ts', 200), site('a.ts', 300), site('b.ts', 100)]
  const sites = [a, b, c, d]

  it('asks once when nothing is wrong', async () => {
    expect(await find(sites, () => [])).toEqual({ undone: [], checks: 1 })
  })

  it('undoes the sites in which diagnostics stand, all in one go', async () => {
    const { undone, checks } = await find(sites, (edited) =>
      [a, c, d].filter(edited).map((one) => diagnostic(one.path, (one.spans[0]?.start ?? 0) + 3)),
    )
    expect(undone).toEqual(['a.ts header:100', 'a.ts header:300', 'b.ts header:100'])
    expect(checks).toBe(3)
  })

  it('finds the guilty one when the diagnostic stands in another', async () => {
    const { undone } = await find(sites, (edited) => (edited(c) ? [diagnostic('a.ts', 105)] : []))
    expect(undone).toEqual(['a.ts header:300'])
  })

  it('finds it in another file, too, when the diagnostic stands where nothing was edited', async () => {
    expect((await find(sites, (edited) => (edited(d) ? [diagnostic('a.ts', 1)] : []))).undone).toEqual([
      'b.ts header:100',
    ])
    expect((await find(sites, (edited) => (edited(b) ? [diagnostic('importer.ts', 1)] : []))).undone).toEqual([
      'a.ts header:200',
    ])
  })

  it('undoes two that bring it each', async () => {
    const { undone } = await find(sites, (edited) => (edited(a) || edited(d) ? [diagnostic('a.ts', 900)] : []))
    expect(undone.sort()).toEqual(['a.ts header:100', 'b.ts header:100'])
  })

  it('undoes everything rather than keep an error that nobody explains', async () => {
    const { undone } = await find(sites, (edited) => (sites.some(edited) ? [diagnostic('a.ts', Math.random())] : []))
    expect(undone).toHaveLength(sites.length)
  })
})

describe('addedDiagnostics', () => {
  it('counts each as often as it stands there', () => {
    const before = [diagnostic('a.ts', 1), diagnostic('a.ts', 5, 'Other.')]
    const after = [diagnostic('a.ts', 1), diagnostic('a.ts', 2), diagnostic('a.ts', 5, 'Other.')]
    expect(addedDiagnostics(before, after)).toEqual([diagnostic('a.ts', 2)])
  })

  it('takes a moved one, and one in other words at its old place, for the same', () => {
    expect(addedDiagnostics([diagnostic('a.ts', 1)], [diagnostic('a.ts', 9)])).toEqual([])
    expect(addedDiagnostics([diagnostic('a.ts', 1)], [diagnostic('a.ts', 1, 'In other words.')])).toEqual([])
    expect(addedDiagnostics([diagnostic('a.ts', 1)], [diagnostic('b.ts', 1)])).toHaveLength(1)
  })

  it('is described in one line that is not too long', () => {
    expect(describeDiagnostic(diagnostic('a.ts', 1))).toBe('Wrong (TS2322)')
    expect(describeDiagnostic(diagnostic('a.ts', 1, 'x'.repeat(1000))).length).toBeLessThan(320)
  })
})

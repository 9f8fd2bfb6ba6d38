import { beforeAll, describe, expect, it } from 'vitest'
import { ensureBuilt } from '../support/built.js'
import { FIXED, project, ROUTE } from './support/command.js'

beforeAll(ensureBuilt)

interface Region {
  readonly startLine: number
  readonly startColumn: number
  readonly endLine: number
  readonly endColumn: number
}

interface SarifResult {
  readonly ruleId: string
  readonly level: string
  readonly message: { readonly text: string }
  readonly locations: readonly [
    { readonly physicalLocation: { readonly artifactLocation: { readonly uri: string }; readonly region: Region } },
  ]
  readonly partialFingerprints: Readonly<Record<string, string>>
  readonly fixes?: readonly [
    {
      readonly artifactChanges: readonly [
        {
          readonly replacements: readonly {
            readonly deletedRegion: Region
            readonly insertedContent: { readonly text: string }
          }[]
        },
      ]
    },
  ]
}

interface SarifLog {
  readonly version: string
  readonly runs: readonly [
    {
      readonly columnKind: string
      readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } }
      readonly results: readonly SarifResult[]
    },
  ]
}

function sarifOf(text: string): SarifLog {
  return JSON.parse(text) as SarifLog
}

/** Applies replacements of whole lines, last first. */
function apply(text: string, result: SarifResult): string {
  const lines = text.split(/(?<=\n)/)
  for (const { deletedRegion, insertedContent } of [
    ...(result.fixes?.[0].artifactChanges[0].replacements ?? []),
  ].reverse())
    lines.splice(deletedRegion.startLine - 1, deletedRegion.endLine - deletedRegion.startLine, insertedContent.text)
  return lines.join('')
}

const CONDITIONAL = `import type { Response } from 'express'
export const a = (res: Response, user: unknown) => res.status(user ? 403 : 401).json({})
`

describe('--format sarif', () => {
  it('names rules, relative places and a fix that makes what --write writes', () => {
    const bench = project({ 'src/späte route.ts': CONDITIONAL })
    const { code, stdout } = bench.run(['--format', 'sarif'])
    const log = sarifOf(stdout)
    const [run] = log.runs
    expect([code, log.version, run.columnKind]).toEqual([0, '2.1.0', 'utf16CodeUnits'])
    expect(
      run.results.map((one) => [one.ruleId, one.level, one.locations[0].physicalLocation.artifactLocation.uri]),
    ).toEqual([
      ['http-status/require-www-authenticate', 'error', 'src/me.ts'],
      ['http-status/require-www-authenticate', 'warning', 'src/sp%C3%A4te%20route.ts'],
    ])
    expect(run.tool.driver.rules.map((one) => one.id)).toContain('http-status/require-www-authenticate')
    const [fixable, left] = run.results
    expect(fixable && apply(ROUTE, fixable)).toBe(FIXED)
    expect(left?.fixes).toBeUndefined()
  })

  it('keeps a fingerprint when lines move, and tells two alike places apart', () => {
    const prints = (text: string): readonly (string | undefined)[] =>
      sarifOf(project({ 'src/me.ts': text }).run(['--format', 'sarif']).stdout).runs[0].results.map(
        (one) => one.partialFingerprints['httpStatus/v1'],
      )
    const once = prints(ROUTE)
    expect(prints(`\n\n${ROUTE}`)).toEqual(once)
    const twice = prints(`${ROUTE}${ROUTE.slice(ROUTE.indexOf('router.get'))}`)
    expect(twice).toHaveLength(2)
    expect(new Set(twice).size).toBe(twice.length)
  })
})

describe('other formats', () => {
  it('junit: a failing case a place, escaped', () => {
    const { stdout } = project({ 'src/me.ts': ROUTE }).run(['check', '--format', 'junit'])
    expect(stdout).toContain('<testsuite name="src/me.ts" tests="1" failures="1" errors="0">')
    expect(stdout).toContain('type="http-status/require-www-authenticate"')
    expect(stdout).toContain('{ error: &#39;login&#39; }')
  })

  it('junit: one passing case when there is nothing', () => {
    const { code, stdout } = project({ 'src/me.ts': 'export const a = 1\n' }).run(['check', '--format', 'junit'])
    expect([code, stdout.includes('name="nothing to mend"/>')]).toEqual([0, true])
  })

  it('github: an annotation a place', () => {
    const { stdout } = project({ 'src/me.ts': ROUTE }).run(['check', '--format', 'github'])
    expect(stdout).toMatch(
      /^::error file=src\/me\.ts,line=\d+,col=\d+,title=http-status\/require-www-authenticate::This 401 /,
    )
  })

  it('markdown: counts, a table a rule and the diff', () => {
    const { stdout } = project({ 'src/me.ts': ROUTE }).run(['--format', 'markdown'])
    expect(stdout).toContain('1 to edit, 0 to do by hand')
    expect(stdout).toContain('## http-status/require-www-authenticate')
    expect(stdout).toContain('```diff\n')
  })
})

describe('check --baseline', () => {
  it('passes while nothing is new, fails on a swapped finding, and names what is gone', () => {
    const bench = project({ 'src/me.ts': ROUTE })
    const written = bench.run(['check', '--baseline', 'known.json', '--update-baseline'])
    expect(written.code).toBe(0)
    const same = bench.run(['check', '--baseline', 'known.json'])
    expect([same.code, same.stderr]).toEqual([0, '1 known from the baseline, 0 new.\n'])
    bench.write('src/me.ts', ROUTE.replace("'login'", "'other'"))
    const swapped = bench.run(['check', '--baseline', 'known.json'])
    expect(swapped.code).toBe(1)
    expect(swapped.stderr).toContain('0 known from the baseline, 1 new.\n1 in the baseline are gone')
    expect(swapped.stderr).toContain(
      "src/me.ts: if (!req.headers.authorization) return res.status(401).json({ error: 'login' })",
    )
  })

  it('explains a missing file, a broken one, and the wrong command', () => {
    const bench = project({ 'known.json': '{"version":2}' })
    const missing = bench.run(['check', '--baseline', 'nothing.json'])
    expect([missing.code, missing.stderr]).toEqual([2, expect.stringContaining('--update-baseline')])
    const broken = bench.run(['check', '--baseline', 'known.json'])
    expect([broken.code, broken.stderr]).toEqual([2, expect.stringContaining('it is no baseline of http-status')])
    const wrong = bench.run(['fix', '--baseline', 'known.json'])
    expect([wrong.code, wrong.stderr]).toEqual([2, '--baseline goes with check.\n'])
  })
})

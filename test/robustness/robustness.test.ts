import parser from '@typescript-eslint/parser'
import { Linter } from 'eslint'
import { describe, expect, it } from 'vitest'
import plugin from '../../src/index.js'
import { sourcesFor, tryOut } from './campaign.js'
import { mayContainFindings } from '../../src/analysis/index.js'

/** Always the same sources: `npm run nightly` tries others. */
const SEED = 1

describe('Generated and mutated sources', () => {
  const sources = sourcesFor(2000, SEED)

  it('are read, reported and rewritten without a failure', () => {
    const { failures, tally } = tryOut(sources)
    expect(failures).toEqual([])
    // Sources that say nothing would prove nothing.
    expect(tally.parsed).toBeGreaterThan(1000)
    expect(tally.findings).toBeGreaterThan(1000)
    expect(tally.rewrites).toBeGreaterThan(500)
    expect(tally.edited).toBeGreaterThan(200)
  })

  it.each([
    ['the TypeScript parser', { parser }, /\.[cm]?tsx?$/],
    ['espree', {}, /\.[cm]?js$/],
  ] as const)('are fixed by ESLint once and for all with %s', (_name, languageOptions, extension) => {
    const linter = new Linter({ configType: 'flat', cwd: '/project' })
    const config: Linter.Config[] = [
      { files: ['**/*.{ts,tsx,mts,js,cjs}'], languageOptions },
      { settings: { 'http-status': { challenge: 'Bearer realm="api"' } } },
      plugin.configs.strict,
    ]
    let fixed = 0
    const some = sources.filter(({ name, text }) => extension.test(name) && mayContainFindings(text)).slice(0, 150)
    for (const { name, text } of some) {
      const filename = `/project/${name}`
      if (linter.verify(text, config, filename).some(({ fatal }) => fatal)) continue
      const once = linter.verifyAndFix(text, config, filename)
      if (once.fixed) fixed++
      expect(
        once.messages.filter(({ fatal, fix }) => fatal ?? fix),
        once.output,
      ).toEqual([])
      expect(linter.verifyAndFix(once.output, config, filename).output).toBe(once.output)
    }
    expect(fixed).toBeGreaterThan(10)
  })
})

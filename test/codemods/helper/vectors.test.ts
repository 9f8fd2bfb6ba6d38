import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { parseChallenges } from '../../../src/http/challenge/index.js'
import { vectors } from '../../http/vectors.js'
import { FLAVOURS, helper } from './cases.js'

/** The helper's `formatChallenge`, as a module of its own. */
async function loadFormat(): Promise<(challenge: Record<string, unknown>) => string> {
  const text = helper({ flavour: FLAVOURS.ts, exported: ['formatChallenge'] })
  const options = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext }
  const { outputText } = ts.transpileModule(text, { compilerOptions: options })
  const module = (await import(`data:text/javascript,${encodeURIComponent(outputText)}`)) as {
    readonly formatChallenge: (challenge: Record<string, unknown>) => string
  }
  return module.formatChallenge
}

/** Challenges that the helper can be asked for: a scheme and parameters whose names are words. */
const challenges = vectors
  .flatMap(({ challenges: read = [] }) => read)
  .filter(
    ({ scheme, token68, params = [] }) =>
      scheme !== null && token68 === undefined && params.every(([name]) => /^[a-z_]+$/.test(name)),
  )

function camelCase(name: string): string {
  return name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
}

describe('the formatChallenge of the helper', () => {
  it('has challenges to write', () => {
    expect(challenges.length).toBeGreaterThan(30)
  })

  it.each(challenges)('writes $scheme $params so that it is read back', async ({ scheme, params = [] }) => {
    const format = await loadFormat()
    const value = format({ scheme, ...Object.fromEntries(params.map(([name, text]) => [camelCase(name), text])) })
    const parsed = parseChallenges(value)
    // The helper quotes every value and lets no character through that would have to be dropped by a reader.
    const expected = params.map(([name, text]) => [name, text.replace(/[^ -~]/g, '')])
    expect(parsed.problems).toEqual([])
    expect(parsed.challenges).toHaveLength(1)
    expect(parsed.challenges[0]?.scheme).toBe(scheme)
    expect(parsed.challenges[0]?.params.map((param) => [param.name, param.value])).toEqual(expected)
  })
})

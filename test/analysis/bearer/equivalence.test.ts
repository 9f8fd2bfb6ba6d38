import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import fc from '../../support/property.js'
import { differenceOf, programOf, type Difference } from './oracle.js'
import { parsers } from './parsers.js'
import { rewrite, sitesOf } from './rewritten.js'

const fixtures = fileURLToPath(new URL('../../codemods/bearer/', import.meta.url))

function isRunnable(text: string): boolean {
  try {
    programOf(text)
    return true
  } catch {
    return false
  }
}

/** Every rewrite of a text that does more than it says. */
async function harmsIn(text: string): Promise<readonly { readonly made: string; readonly why: Difference | string }[]> {
  const found = []
  for (const { problem, rewrites } of sitesOf(text)) {
    for (const one of rewrites) {
      const made = rewrite(text, one)
      const mends = problem === 'wrong-case' || problem === 'wrong-offset'
      const why = isRunnable(made) ? await differenceOf(text, made, one.effect ?? '', { mends }) : 'does not parse'
      if (why !== undefined) found.push({ made, why })
    }
  }
  return found
}

describe('rewrites of parsers, run over values of the header', () => {
  it.each(readdirSync(fixtures))('%s: nothing changes but what is said', async (name) => {
    const read = (start: string): string | undefined => {
      const file = readdirSync(fixtures + name).find((one) => one.startsWith(start))
      return file === undefined ? undefined : readFileSync(`${fixtures}${name}/${file}`, 'utf8')
    }
    const before = read('before.') ?? ''
    const effects = sitesOf(before).flatMap(({ rewrites }) => rewrites.map(({ effect }) => effect ?? ''))
    expect(await differenceOf(before, read('after.') ?? before, effects.join(), { mends: false })).toBeUndefined()
    expect((await harmsIn(before)).filter(() => sitesOf(before).length === 1)).toEqual([])
  })

  it('change nothing but what they say, in generated handlers', async () => {
    let tried = 0
    await fc.assert(
      fc.asyncProperty(parsers, async (text) => {
        if (!isRunnable(text)) return
        tried += sitesOf(text).flatMap(({ rewrites }) => rewrites).length
        expect(await harmsIn(text)).toEqual([])
      }),
      { numRuns: Number(process.env['RUNS'] ?? 150), endOnFailure: true },
    )
    expect(tried).toBeGreaterThan(40)
  })
})

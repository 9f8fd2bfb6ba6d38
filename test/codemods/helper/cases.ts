import type { BlockOptions, Flavour } from '../../../codemods/helper/block-options.js'
import { createHelper } from '../../../codemods/helper/compose.js'
import { DEFAULT_STYLE, type TextStyle } from '../../../codemods/text/style.js'
import type { HelperVariant } from '../../../src/model/site.js'
import type { HelperName } from '../../../src/model/text.js'

const BEARER = { scheme: 'Bearer', parameters: { realm: 'api' } } as const

export const FLAVOURS = {
  ts: { language: 'typescript', modules: 'esm' },
  js: { language: 'javascript', modules: 'esm' },
  cjs: { language: 'javascript', modules: 'cjs' },
} as const satisfies Record<string, Flavour>

export const VARIANTS: readonly (readonly HelperVariant[])[] = [
  ['node'],
  ['fastify'],
  ['web'],
  ['node', 'fastify'],
  ['node', 'web'],
  ['fastify', 'web'],
  ['node', 'fastify', 'web'],
]

const EXPORTS: readonly (readonly HelperName[])[] = [
  ['withChallenge'],
  ['parseBearer'],
  ['challengeHeaders'],
  ['withChallenge', 'parseBearer', 'challengeHeaders', 'formatChallenge'],
]

export function helper(options: Partial<BlockOptions> = {}, style: Partial<TextStyle> = {}): string {
  return createHelper(
    {
      flavour: FLAVOURS.ts,
      variants: ['node'],
      exported: ['withChallenge'],
      challenge: BEARER,
      several: false,
      strictToken68: false,
      ...options,
    },
    { ...DEFAULT_STYLE, ...style },
  )
}

/** Every helper file of a flavour, by a name that says what it is. */
export function allHelpers(flavour: Flavour): ReadonlyMap<string, string> {
  const all = new Map<string, string>()
  for (const variants of VARIANTS) {
    for (const exported of EXPORTS) {
      for (const strictToken68 of [false, true]) {
        if (strictToken68 && !exported.includes('parseBearer')) continue
        const name = `${variants.join('-')}_${exported.join('-')}${strictToken68 ? '_strict' : ''}`
        all.set(name, helper({ flavour, variants, exported, strictToken68 }))
        all.set(`${name}_several`, helper({ flavour, variants, exported, strictToken68, several: true }))
      }
    }
  }
  return all
}

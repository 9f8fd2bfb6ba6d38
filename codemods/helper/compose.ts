import type { ModuleShape } from '../../src/model/module.js'
import type { HelperVariant } from '../../src/model/site.js'
import type { TextStyle } from '../text/style.js'
import type { BlockOptions } from './block-options.js'
import { blocksOf, type Block } from './blocks.js'
import { printInStyle } from './print.js'

const VARIANTS: readonly HelperVariant[] = ['node', 'fastify', 'web']
const HEADING = '/** Challenges for 401 responses (RFC 9110, section 11.6.1) and Bearer tokens (RFC 6750). */'

/** The text of a new helper file. Its order of variants does not depend on the caller's. */
export function createHelper(options: BlockOptions, style: TextStyle): string {
  const blocks = needed(blocksOf(inOrder(options)), options.exported)
  const cjs = options.flavour.modules === 'cjs'
  const parts = [
    ...(cjs ? [`'use strict';\n`] : []),
    ...(blocks.length > 1 ? [`${HEADING}\n`] : []),
    ...blocks.map((block) => block.text),
    ...(cjs ? [`module.exports = { ${[...options.exported].sort().join(', ')} };\n`] : []),
  ]
  return printInStyle(parts.join('\n'), style)
}

export type Extension =
  /** Nothing is missing. */
  | { readonly kind: 'complete' }
  /** Append this text to the file. */
  | { readonly kind: 'append'; readonly text: string }
  /** A name that is needed means something else in the file already. */
  | { readonly kind: 'clash'; readonly name: string; readonly message: string }

export interface ExistingHelper {
  readonly text: string
  readonly shape: ModuleShape
}

/**
 * What an existing helper file lacks of `options.exported`. The file itself is never changed otherwise.
 * Out: text for its end, or the name that stands in the way.
 */
export function extendHelper(existing: ExistingHelper, options: BlockOptions, style: TextStyle): Extension {
  const has = (name: string): boolean =>
    existing.shape.declarations.some((one) => one.name === name && one.exported) || reexports(existing, name)
  const missing = options.exported.filter((name) => !has(name))
  const narrow = narrowVariants(existing, options)
  if (narrow.length > 0 && !missing.includes('withChallenge')) {
    const message = `withChallenge there is written for other responses than the ${narrow.join(' and ')} kind that is needed.`
    return { kind: 'clash', name: 'withChallenge', message }
  }
  if (missing.length === 0) return { kind: 'complete' }

  const declared = new Map(existing.shape.declarations.map((one) => [one.name, one]))
  const typedefs = new Set(
    [...existing.text.matchAll(/@typedef \{[^\n]*\} (\w+)|@typedef \{object\} (\w+)/g)].map((one) => one[1] ?? one[2]),
  )
  const additions: Block[] = []
  for (const block of needed(blocksOf(inOrder(options)), missing)) {
    const there = declared.get(block.name)
    const wanted = missing.some((name) => name === block.name)
    if (there === undefined && !typedefs.has(block.name)) additions.push(block)
    else if (
      wanted ||
      (there !== undefined && !isSame(existing.text.slice(there.range.start, there.range.end), block))
    ) {
      return { kind: 'clash', name: block.name, message: `${block.name} is declared there and is something else.` }
    }
  }
  const cjs = options.flavour.modules === 'cjs'
  const parts = [
    ...additions.map((block) => block.text),
    ...(cjs
      ? [
          [...missing]
            .sort()
            .map((name) => `module.exports.${name} = ${name};\n`)
            .join(''),
        ]
      : []),
  ]
  const gap = existing.text === '' ? '' : existing.text.endsWith('\n') ? '\n' : '\n\n'
  return { kind: 'append', text: printInStyle(gap + parts.join('\n'), style) }
}

function inOrder(options: BlockOptions): BlockOptions {
  return { ...options, variants: VARIANTS.filter((one) => options.variants.includes(one)) }
}

function needed(all: readonly Block[], names: readonly string[]): readonly Block[] {
  const wanted = new Set<string>()
  const add = (name: string): void => {
    if (wanted.has(name)) return
    wanted.add(name)
    all.find((one) => one.name === name)?.needs.forEach(add)
  }
  names.forEach(add)
  return all.filter((one) => wanted.has(one.name))
}

/** `export { withChallenge } from './other'` and imports that are exported again. */
function reexports({ text }: ExistingHelper, name: string): boolean {
  return new RegExp(`export\\s*\\{[^}]*\\b${name}\\b[^}]*\\}|export\\s*\\*\\s*from`).test(text)
}

/** How the helper's own text shows which responses it is for, in whatever form the file was written. */
const MARKS: Readonly<Record<HelperVariant, readonly string[]>> = {
  node: ['.setHeader?.(', 'challengeNodeResponse('],
  fastify: ['.header?.(', 'challengeReply('],
  web: ['.headers?.set?.(', 'challengeWebResponse('],
}

/** The needed variants that the file's `withChallenge` plainly lacks; none when somebody wrote it differently. */
function narrowVariants(existing: ExistingHelper, options: BlockOptions): readonly HelperVariant[] {
  const there = existing.shape.declarations.find((one) => one.name === 'withChallenge')
  if (there === undefined) return []
  const text = existing.text.slice(there.range.start, there.range.end)
  const known = VARIANTS.filter((one) => MARKS[one].some((mark) => text.includes(mark)))
  return known.length === 0 ? [] : options.variants.filter((one) => !known.includes(one))
}

/** Whether the `withChallenge` of a file takes an array of challenges. */
export function takesSeveral({ text }: ExistingHelper): boolean {
  return text.includes('[challenge].flat()')
}

/** Equal but for layout, quotes, semicolons, comments and values in the default challenge. */
function isSame(text: string, block: Block): boolean {
  return block.name === 'defaultChallenge' || block.name === 'Challenge' || normalise(text) === normalise(block.text)
}

function normalise(text: string): string {
  return text.replace(/\/\*\*?[^]*?\*\//g, '').replace(/\bexport\b|[\s;,'"]/g, '')
}

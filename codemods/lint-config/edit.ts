import { describeLintConfig } from '../../src/analysis/lint-config.js'
import { describeModule } from '../../src/analysis/module-shape.js'
import { parseFile, type TypeScript } from '../../src/analysis/index.js'
import type { LintConfigShape } from '../../src/model/lint-config.js'
import { planDefaultImport } from '../text/imports.js'
import { splice, type Replacement } from '../text/splice.js'
import { styleOf } from '../text/style.js'

export const PLUGIN = 'eslint-plugin-http-status'

/** What becomes of a configuration. */
export type ConfigEdit =
  | { readonly kind: 'edited'; readonly text: string }
  /** The plugin is in it already. */
  | { readonly kind: 'present' }
  /** It has to be done by hand; `reason` is half a sentence. */
  | { readonly kind: 'left'; readonly reason: string }

/**
 * Adds the plugin to a flat ESLint configuration: an import, and the preset as the last element. Everything else keeps its bytes.
 * `system` is what the file is when its own statements do not show it.
 */
export function addToLintConfig(
  ts: TypeScript,
  file: { readonly path: string; readonly text: string; readonly system: 'esm' | 'cjs' },
  preset: string,
): ConfigEdit {
  const { path, text } = file
  const tree = parseFile(ts, path, text)
  const outline = describeModule(ts, tree)
  if (outline.syntaxErrors.length > 0) return { kind: 'left', reason: 'it could not be parsed' }
  if (new RegExp(`(['"\`])${PLUGIN}\\1`).test(text)) return { kind: 'present' }
  const shape = describeLintConfig(ts, tree)
  if (shape.kind === 'other') return { kind: 'left', reason: shape.reason }
  const local = freeName(outline.names)
  const edited = splice(text, [
    planDefaultImport(text, outline, { local, specifier: PLUGIN, system: outline.system ?? file.system }),
    ...addElement(text, shape, `${local}.configs.${preset}`),
  ])
  const broken = describeModule(ts, parseFile(ts, path, edited)).syntaxErrors.length > 0
  return broken ? { kind: 'left', reason: 'the edited text does not parse' } : { kind: 'edited', text: edited }
}

function freeName(taken: readonly string[]): string {
  let name = 'httpStatus'
  for (let number = 2; taken.includes(name); number++) name = `httpStatus${number}`
  return name
}

function addElement(
  text: string,
  shape: Exclude<LintConfigShape, { kind: 'other' }>,
  element: string,
): readonly Replacement[] {
  if (shape.kind === 'object') return [insertion(shape.range.start, '['), insertion(shape.range.end, `, ${element}]`)]
  const { elements, inside } = shape
  const last = elements.at(-1)
  if (last === undefined) return [insertion(inside.start, element)]
  const tail = blankComments(text.slice(last.end, inside.end))
  const comma = tail.indexOf(',')
  const lineEnd = tail.indexOf('\n', comma + 1)
  if (lineEnd === -1) return [insertion(last.end, `, ${element}`)]
  // Below the last element and whatever comment stands behind it on its line.
  const { lineEnding } = styleOf(text)
  const at = last.end + (tail[lineEnd - 1] === '\r' ? lineEnd - 1 : lineEnd)
  const line = `${lineEnding}${indentAt(text, last.start)}${element}`
  return comma === -1 ? [insertion(last.end, ','), insertion(at, line)] : [insertion(at, `${line},`)]
}

function insertion(at: number, text: string): Replacement {
  return { range: { start: at, end: at }, text }
}

/** The same length, with blanks in place of comments: what is left is commas and line breaks. */
function blankComments(text: string): string {
  return text.replace(/\/\/[^\r\n]*|\/\*[^]*?\*\//g, (comment) => comment.replace(/[^\r\n]/g, ' '))
}

/** The indentation of the line on which an offset stands. */
function indentAt(text: string, offset: number): string {
  return /^[ \t]*/.exec(text.slice(text.lastIndexOf('\n', offset - 1) + 1))?.[0] ?? ''
}

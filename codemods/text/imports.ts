import type { ImportFact, ModuleShape } from '../../src/model/module.js'
import type { HelperName } from '../../src/model/text.js'
import { placeForImport } from './import-place.js'
import type { Replacement } from './splice.js'
import { styleOf, type TextStyle } from './style.js'

export interface ImportRequest {
  readonly names: readonly HelperName[]
  /** What stands after `from`. */
  readonly specifier: string
  readonly system: 'esm' | 'cjs'
  /** Whether an import that is there already means the same file. */
  readonly isSameModule: (specifier: string) => boolean
}

export interface ImportPlan {
  readonly replacements: readonly Replacement[]
  /** What each name is called in this file. */
  readonly locals: ReadonlyMap<HelperName, string>
}

/** What a name becomes when the file has that name already; then numbered. */
const OTHER_NAMES: Readonly<Record<HelperName, string>> = {
  withChallenge: 'withAuthChallenge',
  challengeHeaders: 'authChallengeHeaders',
  parseBearer: 'parseAuthBearer',
  formatChallenge: 'formatAuthChallenge',
}

interface Wanted {
  readonly name: HelperName
  readonly local: string
}

/**
 * Brings names of one module into a file: reuses what is imported, merges into an import of the same module, or adds a statement
 * after the last leading import in that neighbour's quotes, semicolons, braces and line ending.
 */
export function planImports(text: string, shape: ModuleShape, request: ImportRequest): ImportPlan {
  const same = shape.imports.filter((one) => !one.typeOnly && request.isSameModule(one.specifier))
  const locals = new Map<HelperName, string>()
  const wanted: Wanted[] = []
  for (const name of [...new Set(request.names)].sort()) {
    const there = same.flatMap((one) => one.names).find((one) => one.imported === name && !one.typeOnly)
    const local = there?.local ?? freeName(name, shape.names)
    locals.set(name, local)
    if (there === undefined) wanted.push({ name, local })
  }
  if (wanted.length === 0) return { replacements: [], locals }
  const target = same.find((one) => one.braces !== undefined)
  if (target) return { replacements: merge(text, target, wanted), locals }
  return { replacements: [addStatement(text, shape, request, wanted)], locals }
}

/**
 * Takes names out of import lists that were used in `before` and are not in `after`: what an edit left behind.
 * A statement that would import nothing any more stays: it may be there for its effects.
 */
export function planRemovals(before: ModuleShape, after: ModuleShape): readonly Replacement[] {
  const used = new Set(after.usedNames)
  const usedBefore = new Set(before.usedNames)
  return after.imports.flatMap(({ names }) => {
    const left = names.filter((one) => usedBefore.has(one.local) && !used.has(one.local))
    const lastKept = names.findLastIndex((one) => !left.includes(one))
    const end = names[lastKept]?.range.end
    if (left.length === 0 || end === undefined) return []
    const inside = left.flatMap((one): Replacement[] => {
      const next = names[names.indexOf(one) + 1]
      return next && names.indexOf(one) < lastKept
        ? [{ range: { start: one.range.start, end: next.range.start }, text: '' }]
        : []
    })
    const tail = { range: { start: end, end: names.at(-1)?.range.end ?? end }, text: '' }
    return [...inside, tail]
  })
}

function freeName(name: HelperName, taken: readonly string[]): string {
  if (!taken.includes(name)) return name
  const other = OTHER_NAMES[name]
  let candidate = other
  for (let number = 2; taken.includes(candidate); number++) candidate = `${other}${number}`
  return candidate
}

function written({ name, local }: Wanted, kind: ImportFact['kind']): string {
  if (name === local) return name
  return kind === 'import' ? `${name} as ${local}` : `${name}: ${local}`
}

function merge(text: string, target: ImportFact, wanted: readonly Wanted[]): readonly Replacement[] {
  const { braces, names, kind } = target
  if (braces === undefined) return []
  const last = names.at(-1)
  if (last === undefined) {
    return [{ range: braces, text: `{ ${wanted.map((one) => written(one, kind)).join(', ')} }` }]
  }
  const inside = text.slice(braces.start, braces.end)
  const [lineBreak] = /\r?\n[ \t]*/.exec(inside) ?? []
  const separator = `,${lineBreak ?? ' '}`
  const sorted = names.every(
    (one, index) => index === 0 || compare(names[index - 1]?.imported ?? '', one.imported) <= 0,
  )
  return wanted.map((one) => {
    const next = sorted ? names.find((there) => compare(there.imported, one.name) > 0) : undefined
    const at = next ? next.range.start : last.range.end
    return {
      range: { start: at, end: at },
      text: next ? written(one, kind) + separator : separator + written(one, kind),
    }
  })
}

function compare(a: string, b: string): number {
  return a.toLowerCase() < b.toLowerCase() ? -1 : a.toLowerCase() > b.toLowerCase() ? 1 : 0
}

/** Brings the default export of a module (what `require` gives of it) into a file under the name `local`, which must be free there. */
export function planDefaultImport(
  text: string,
  shape: ModuleShape,
  request: Pick<ImportRequest, 'specifier' | 'system'> & { readonly local: string },
): Replacement {
  return addBinding(text, shape, request, request.local)
}

function addStatement(
  text: string,
  shape: ModuleShape,
  request: ImportRequest,
  wanted: readonly Wanted[],
): Replacement {
  const kind = request.system === 'esm' ? 'import' : 'require'
  const names = wanted.map((one) => written(one, kind)).join(', ')
  return addBinding(text, shape, request, bracesAreTight(text, shape.imports) ? `{${names}}` : `{ ${names} }`)
}

function addBinding(
  text: string,
  shape: ModuleShape,
  request: Pick<ImportRequest, 'specifier' | 'system'>,
  binding: string,
): Replacement {
  const neighbour = lastOfBlock(text, shape.imports)
  const style = importStyle(text, shape, neighbour)
  const specifier = `${style.quote}${request.specifier}${style.quote}`
  const keyword = neighbour?.kind === 'require' && text.startsWith('var ', neighbour.range.start) ? 'var' : 'const'
  const statement =
    request.system === 'esm' ? `import ${binding} from ${specifier}` : `${keyword} ${binding} = require(${specifier})`
  return placeForImport(text, shape, neighbour, style.semicolons ? `${statement};` : statement, style.lineEnding)
}

/** The last import of the leading block; without one, of the first block further down. */
function lastOfBlock(text: string, imports: readonly ImportFact[]): ImportFact | undefined {
  const leading = imports.filter((one) => one.leading)
  if (leading.length > 0) return leading.at(-1)
  let last: ImportFact | undefined
  for (const one of imports) {
    if (last && /\S/.test(text.slice(last.range.end, one.range.start).replace(/\/\/[^\n]*|\/\*[^]*?\*\//g, ''))) break
    last = one
  }
  return last
}

function importStyle(text: string, shape: ModuleShape, neighbour: ImportFact | undefined): TextStyle {
  const style = styleOf(text)
  const model = neighbour ? text.slice(neighbour.range.start, neighbour.range.end) : text.slice(0, shape.prologueEnd)
  const quote = /(['"])[^'"\n]*\1\)*;?$/.exec(model)?.[1]
  if (quote === undefined) return style
  return { ...style, quote: quote === '"' ? '"' : "'", semicolons: model.endsWith(';') }
}

/** `import {a} from`: the file's last named import on one line decides. */
function bracesAreTight(text: string, imports: readonly ImportFact[]): boolean {
  const last = imports
    .flatMap((one) => (one.braces ? [text.slice(one.braces.start, one.braces.end)] : []))
    .filter((one) => !one.includes('\n'))
    .at(-1)
  return last !== undefined && /^\{\S/.test(last)
}

import type * as t from 'typescript'
import { isFunctionNode } from '../../syntax.js'
import type { TypeScript } from '../../typescript.js'

/** A function, or the statements of a file. */
export type Unit = t.SignatureDeclaration | t.SourceFile

/** A function around the code that is tried, or its file, and the variables in it that the code may read. */
export interface Around {
  readonly node: t.SignatureDeclaration | t.SourceFile
  readonly variables: readonly t.VariableDeclaration[]
}

const known = new WeakMap<Unit, readonly Around[]>()
const declared = new WeakMap<t.Node, ReadonlyMap<string, readonly t.VariableDeclaration[]>>()

/** What stands around a unit, outermost first: only what it names, or what that names in turn. */
export function surroundingsOf(ts: TypeScript, unit: Unit): readonly Around[] {
  let around = known.get(unit)
  if (around === undefined) known.set(unit, (around = find(ts, unit)))
  return around
}

function find(ts: TypeScript, unit: Unit): readonly Around[] {
  const outer: (t.SignatureDeclaration | t.SourceFile)[] = []
  for (
    let at: t.Node | undefined = ts.isSourceFile(unit) ? undefined : unit.parent;
    at !== undefined;
    at = at.parent as t.Node | undefined
  )
    if (isFunctionNode(ts, at) || ts.isSourceFile(at)) outer.unshift(at)
  const found = new Map<t.VariableDeclaration, t.Node>()
  const names = new Set(namesIn(ts, unit))
  // a set that grows while it is gone through
  for (const name of names)
    for (const node of outer)
      for (const one of variablesOf(ts, node).get(name) ?? [])
        if (!found.has(one)) {
          found.set(one, node)
          for (const other of namesIn(ts, one)) names.add(other)
        }
  return outer.map((node) => ({
    node,
    variables: [...found].flatMap(([one, owner]) => (owner === node ? [one] : [])).sort((a, b) => a.pos - b.pos),
  }))
}

/** The variables of a function's body or a file, by each name that they declare; in the order of the source. */
function variablesOf(
  ts: TypeScript,
  node: t.SignatureDeclaration | t.SourceFile,
): ReadonlyMap<string, readonly t.VariableDeclaration[]> {
  let byName = declared.get(node)
  if (byName === undefined) {
    const body = ts.isSourceFile(node) ? node : isFunctionNode(ts, node) ? node.body : undefined
    const statements = body && (ts.isSourceFile(body) || ts.isBlock(body)) ? body.statements : []
    const found = new Map<string, t.VariableDeclaration[]>()
    for (const statement of statements)
      if (ts.isVariableStatement(statement))
        for (const one of statement.declarationList.declarations)
          for (const name of namesIn(ts, one.name)) found.set(name, [...(found.get(name) ?? []), one])
    declared.set(node, (byName = found))
  }
  return byName
}

function namesIn(ts: TypeScript, node: t.Node): readonly string[] {
  const names: string[] = []
  const visit = (at: t.Node): void => {
    if (ts.isIdentifier(at)) names.push(at.text)
    else ts.forEachChild(at, visit)
  }
  visit(node)
  return names
}

/** The file's text with white space for each statement that takes no part: the rest stands where it stood. */
export function withoutOthers(ts: TypeScript, file: t.SourceFile, unit: Unit): string {
  if (ts.isSourceFile(unit)) return file.text
  const around = surroundingsOf(ts, unit).flatMap(({ variables }) => variables)
  const parts = [unit, ...around].map((one) => one.getStart())
  let text = ''
  let at = 0
  for (const { pos, end } of file.statements) {
    const isPart = parts.some((start) => start >= pos && start < end)
    text += isPart ? file.text.slice(at, end) : file.text.slice(at, pos) + ' '.repeat(end - pos)
    at = end
  }
  return text + file.text.slice(at)
}

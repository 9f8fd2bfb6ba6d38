import type * as t from 'typescript'
import { nodeAt } from './occurrences.js'
import { enclosingFunction, isAccess, isFunctionNode, memberName, nameOf, parentOf } from './syntax.js'
import { responseWords } from './text-test.js'
import type { TypeScript } from './typescript.js'

const places = new WeakMap<t.SourceFile, readonly number[]>()

/**
 * Whether a part of a file can decide a status of 401 or 403: it passes the text test itself, or names something of the file that
 * does. The walk of a file leaves the other functions out: most answer nothing that is judged, and following what they call costs
 * more than all the rest.
 */
export function mayDecideIn(ts: TypeScript, node: t.Node): boolean {
  const file = node.getSourceFile()
  let found = places.get(file)
  if (found === undefined) places.set(file, (found = relevantPlaces(ts, file)))
  const place = found[firstFrom(found, node.pos)]
  return place !== undefined && place < node.end
}

/** The index of the first of `sorted` that is not under `least`. */
function firstFrom(sorted: readonly number[], least: number): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? 0) < least) low = middle + 1
    else high = middle
  }
  return low
}

/** A name and the part of the file in which it has its meaning. */
interface Named {
  readonly name: string
  readonly within: t.Node
}

/** Offsets of the words of the text test, of the names of what they stand in, of the names of what those stand in, and so on. */
function relevantPlaces(ts: TypeScript, file: t.SourceFile): readonly number[] {
  const found = new Set<number>(responseWords(file.text))
  const seen = new Map<t.Node, Set<string>>()
  // a set can grow while it is gone through
  for (const place of found)
    for (const { name, within } of declaredAround(ts, nodeAt(ts, file, place))) {
      let names = seen.get(within)
      if (names === undefined) seen.set(within, (names = new Set<string>()))
      if (names.has(name)) continue
      names.add(name)
      for (const match of file.text.slice(within.pos, within.end).matchAll(wordPattern(name)))
        found.add(within.pos + match.index)
    }
  return [...found].sort((a, b) => a - b)
}

function wordPattern(name: string): RegExp {
  return new RegExp(`(?<![\\w$])${name.replace(/[^\w]/g, '\\$&')}(?![\\w$])`, 'g')
}

/** The names by which code elsewhere in the file reaches what `node` stands in. */
function declaredAround(ts: TypeScript, node: t.Node): readonly Named[] {
  const file = node.getSourceFile()
  const found: Named[] = []
  for (let at: t.Node | undefined = node; at !== undefined; at = parentOf(at)) {
    const within = enclosingFunction(ts, at) ?? file
    const add = (name: string | undefined, scope: t.Node): void => {
      if (name !== undefined && name !== '') found.push({ name, within: scope })
    }
    if (ts.isFunctionDeclaration(at) || ts.isClassLike(at) || ts.isFunctionExpression(at)) add(at.name?.text, within)
    else if (ts.isEnumDeclaration(at) || ts.isImportSpecifier(at)) add(at.name.text, within)
    else if (ts.isImportClause(at)) add(at.name?.text, within)
    else if (ts.isNamespaceImport(at)) add(at.name.text, within)
    else if (ts.isVariableDeclaration(at)) for (const name of boundNames(ts, at.name)) add(name, within)
    else if (ts.isMethodDeclaration(at) || ts.isPropertyDeclaration(at) || ts.isAccessor(at))
      add(nameOf(ts, at.name), file)
    else if (ts.isPropertyAssignment(at) && isFunctionNode(ts, at.initializer)) add(nameOf(ts, at.name), file)
    else if (ts.isBinaryExpression(at)) {
      if (ts.isIdentifier(at.left)) add(at.left.text, within)
      else if (isAccess(ts, at.left)) add(memberName(ts, at.left), file)
    }
  }
  return found
}

function boundNames(ts: TypeScript, name: t.BindingName): readonly string[] {
  if (ts.isIdentifier(name)) return [name.text]
  return name.elements.flatMap((element) => (ts.isBindingElement(element) ? boundNames(ts, element.name) : []))
}

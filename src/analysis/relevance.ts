import type * as t from 'typescript'
import { nodeAt } from './occurrences.js'
import { enclosingFunction, isAccess, isFunctionNode, memberName, nameOf, parentOf } from './syntax.js'
import { isAssignment } from './scope.js'
import { firstFrom } from './sorted.js'
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
  const place = found[firstFrom(found, node.pos, (one) => one)]
  return place !== undefined && place < node.end
}

/** A name by which code elsewhere reaches something. */
interface Named {
  readonly name: string
  /** The part of the file in which it has its meaning. */
  readonly within: t.Node
  /** Reached through an object: `this.deny()`, `const { deny } = helpers`. */
  readonly isMember: boolean
}

/** Offsets of the words of the text test, of the names of what they stand in, of the names of what those stand in, and so on. */
function relevantPlaces(ts: TypeScript, file: t.SourceFile): readonly number[] {
  const found = new Set<number>(responseWords(file.text))
  const visited = new Set<t.Node>()
  const seen = new Map<t.Node, Set<string>>()
  // a set can grow while it is gone through
  for (const place of found)
    for (let at: t.Node | undefined = nodeAt(ts, file, place); at !== undefined; at = parentOf(at)) {
      // what stands around it was seen from another place
      if (visited.has(at)) break
      visited.add(at)
      for (const named of namesOf(ts, at)) {
        let names = seen.get(named.within)
        if (names === undefined) seen.set(named.within, (names = new Set<string>()))
        const key = named.isMember ? `.${named.name}` : named.name
        if (names.has(key)) continue
        names.add(key)
        for (const use of usesOf(file.text, named)) found.add(use)
      }
    }
  return [...found].sort((a, b) => a - b)
}

function* usesOf(text: string, { name, within, isMember }: Named): Generator<number, undefined> {
  for (let at = text.indexOf(name, within.pos); at >= 0 && at < within.end; at = text.indexOf(name, at + name.length)) {
    const end = at + name.length
    if (PART.test(text.charAt(at - 1)) || PART.test(text.charAt(end))) continue
    if (isMember && !REACHED.test(text.slice(Math.max(0, at - 40), at)) && !isTakenOut(text, at, end)) continue
    yield at
  }
}

const PART = /[\w$]/
/** `x.name`, `x['name']` */
const REACHED = /[.'"`]\s*$/

/** `{ name }`, `{ a, name }`: no other declaration of a member of that name. */
function isTakenOut(text: string, start: number, end: number): boolean {
  return /[{,]\s*$/.test(text.slice(Math.max(0, start - 40), start)) && !/^\s*[(:<?]/.test(text.slice(end, end + 40))
}

/** The names by which code elsewhere in the file reaches what a node declares or gives a value to. */
function namesOf(ts: TypeScript, at: t.Node): readonly Named[] {
  const within = enclosingFunction(ts, at) ?? at.getSourceFile()
  const local = (name: string | undefined): readonly Named[] =>
    name === undefined || name === '' ? [] : [{ name, within, isMember: false }]
  const member = (name: string | undefined): readonly Named[] =>
    name === undefined || name === '' ? [] : [{ name, within: at.getSourceFile(), isMember: true }]
  if (ts.isFunctionDeclaration(at) || ts.isClassLike(at) || ts.isFunctionExpression(at)) return local(at.name?.text)
  if (ts.isEnumDeclaration(at) || ts.isImportSpecifier(at) || ts.isNamespaceImport(at)) return local(at.name.text)
  if (ts.isImportClause(at)) return local(at.name?.text)
  if (ts.isVariableDeclaration(at)) return boundNames(ts, at.name).flatMap(local)
  if (ts.isMethodDeclaration(at) || ts.isPropertyDeclaration(at) || ts.isAccessor(at))
    return member(nameOf(ts, at.name))
  if (ts.isPropertyAssignment(at)) return isFunctionNode(ts, at.initializer) ? member(nameOf(ts, at.name)) : []
  if (!ts.isBinaryExpression(at) || !isAssignment(ts, at.operatorToken.kind)) return []
  if (!isAccess(ts, at.left)) return ts.isIdentifier(at.left) ? local(at.left.text) : []
  // error.status = 401 goes where `error` goes; this.status = 401 and exports.deny = … are reached through what they stand in
  const owner = at.left.expression
  return ts.isIdentifier(owner) && owner.text !== 'exports' ? local(owner.text) : member(memberName(ts, at.left))
}

function boundNames(ts: TypeScript, name: t.BindingName): readonly string[] {
  if (ts.isIdentifier(name)) return [name.text]
  return name.elements.flatMap((element) => (ts.isBindingElement(element) ? boundNames(ts, element.name) : []))
}

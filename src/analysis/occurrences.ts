import type * as t from 'typescript'
import type { TypeScript } from './typescript.js'

/**
 * The places of `root` (a file or a node in it) that name `name`: identifiers, and string literals with that text. In source order.
 * Found by the text first: going down to a few places costs a fraction of visiting every node of a file.
 */
export function occurrencesOf(ts: TypeScript, root: t.Node, name: string): readonly NameNode[] {
  const { text } = root.getSourceFile()
  const found: NameNode[] = []
  if (name === '') return found
  for (let at = text.indexOf(name, root.pos); at >= 0 && at < root.end; at = text.indexOf(name, at + name.length)) {
    if (isPart(text.charCodeAt(at - 1)) || isPart(text.charCodeAt(at + name.length))) continue
    const node = nodeAt(ts, root, at)
    if ((ts.isIdentifier(node) || ts.isStringLiteralLike(node)) && node.text === name) found.push(node)
  }
  return found
}

export type NameNode = t.Identifier | t.StringLiteralLike

/** The smallest node of `root` that holds the offset, leading comments included. */
export function nodeAt(ts: TypeScript, root: t.Node, offset: number): t.Node {
  let at = root
  for (;;) {
    const child: t.Node | undefined = ts.forEachChild(at, (one) =>
      one.pos <= offset && offset < one.end ? one : undefined,
    )
    if (child === undefined) return at
    at = child
  }
}

/** Whether a character belongs to a name: a letter, a digit, `_`, `$` or anything outside ASCII. */
function isPart(code: number): boolean {
  return (
    (code >= 48 && code <= 57) ||
    (code >= 65 && code <= 90) ||
    (code >= 97 && code <= 122) ||
    code === 95 ||
    code === 36 ||
    code > 127
  )
}

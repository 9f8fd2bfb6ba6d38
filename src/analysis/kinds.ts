import type { SyntaxKind } from 'typescript'
import type { TypeScript } from './typescript.js'

/** A set of kinds of nodes, made once for each TypeScript: the numbers differ between releases. */
export function kindsOf(
  ...names: readonly (keyof TypeScript['SyntaxKind'])[]
): (ts: TypeScript) => ReadonlySet<SyntaxKind> {
  let last: TypeScript | undefined
  let kinds: ReadonlySet<SyntaxKind> = new Set()
  return (ts) => {
    if (ts !== last) {
      last = ts
      kinds = new Set(names.map((name) => ts.SyntaxKind[name]))
    }
    return kinds
  }
}

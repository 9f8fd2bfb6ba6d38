import type * as t from 'typescript'
import type { FrontFact } from '../../frameworks/define.js'
import { addressOf, matchesAddress, type Address } from '../address.js'
import type { AnalysisContext } from '../context.js'
import { remembered } from '../remembered.js'
import { pathOf, resolveMember } from '../resolve.js'
import { stringValue } from '../strings.js'
import { nameOf, unwrap } from '../syntax.js'
import { takenByGuard, type ReadFront } from './front.js'
import { readingOfTarget } from './libraries.js'
import { unreachedBy } from './path-tests.js'
import { takenWithout, type Taken } from './taken.js'

/** What the files take that run by convention before the routes of a file: only where the requests for these routes come. */
export const takenInFront = remembered((cx, file: t.SourceFile): readonly Taken[] => findInFront(cx, file, () => true))

/** The same, of those functions in front alone of which something is said. */
export function findInFront(
  cx: AnalysisContext,
  file: t.SourceFile,
  isMeant: (fn: t.Node) => boolean,
): readonly Taken[] {
  const path = pathOf(cx, file)
  const facts = cx.workspace.packageOf(path)
  if (facts === undefined) return []
  const relative = path.slice(facts.folder.length + 1)
  return cx.frameworks
    .flatMap(({ fronts = [] }) => fronts)
    .filter(({ packages }) => packages.some((name) => facts.dependencies.has(name)))
    .flatMap((front) =>
      cx.workspace.filesAt(path, front.file).flatMap((other) => {
        const address = routeBehind(front, other.slice(facts.folder.length + 1), relative)
        const source = address && other !== path ? cx.workspace.sourceFile(other) : undefined
        return source && address && runsBefore(cx, front, source, address)
          ? takenByFront(cx, front, source, { address, isMeant })
          : []
      }),
    )
}

/** The address of a route when the file in front belongs to the same application. */
function routeBehind(front: FrontFact, file: string, route: string): Address | undefined {
  const folder = front.file.exec(file)?.[1] ?? ''
  if (!route.startsWith(folder)) return undefined
  const match = front.routes.exec(route.slice(folder.length))
  return match ? addressOf(match.slice(1).find(Boolean) ?? '') : undefined
}

/** Whether the patterns of a file take an address; what cannot be read takes none. */
function runsBefore(cx: AnalysisContext, { matcher }: FrontFact, file: t.SourceFile, address: Address): boolean {
  if (matcher === undefined) return true
  const { ts } = cx
  const config = resolveMember(cx, { kind: 'module', file }, matcher.export)
  if (config === undefined) return true
  const node = config.kind === 'node' ? config.node : undefined
  if (node === undefined || !ts.isObjectLiteralExpression(node)) return false
  const property = node.properties.find((one) => nameOf(ts, one.name) === matcher.member)
  if (property === undefined) return !node.properties.some((one) => ts.isSpreadAssignment(one))
  if (!ts.isPropertyAssignment(property)) return false
  return patternsIn(cx, property.initializer, matcher.pattern).some(
    (pattern) => matchesAddress(pattern, address) === true,
  )
}

/** `'/api/:path*'`, `['/a', '/b']`, `[{ source: '/a' }]`. */
function patternsIn(cx: AnalysisContext, expression: t.Expression, member: string): readonly string[] {
  const { ts } = cx
  const node = unwrap(ts, expression)
  if (ts.isArrayLiteralExpression(node)) return node.elements.flatMap((one) => patternsIn(cx, one, member))
  if (ts.isObjectLiteralExpression(node))
    return node.properties.flatMap((one) =>
      ts.isPropertyAssignment(one) && nameOf(ts, one.name) === member ? patternsIn(cx, one.initializer, member) : [],
    )
  const text = stringValue(cx, node)
  return text?.startsWith('/') === true ? [text] : []
}

function takenByFront(
  cx: AnalysisContext,
  front: FrontFact,
  file: t.SourceFile,
  { address, isMeant }: { readonly address: Address; readonly isMeant: (fn: t.Node) => boolean },
): readonly Taken[] {
  const { ts } = cx
  const route = { address, pathNames: front.pathNames }
  for (const name of front.exports) {
    const target = resolveMember(cx, { kind: 'module', file }, name)
    if (target === undefined || target.kind === 'module') continue
    const library = readingOfTarget(cx, target)
    if (library) return [{ scheme: library.scheme, node: file.statements[0] ?? file }]
    if (target.kind !== 'node') continue
    const read: ReadFront = (at, fn) => (isMeant(fn) ? takenWithout(at, fn, unreachedBy(at, fn, route)) : [])
    return ts.isExpression(target.node) ? takenByGuard(cx, target.node, read) : read(cx, target.node)
  }
  return []
}

import type * as t from 'typescript'
import { SESSION } from '../../frameworks/credential-libraries.js'
import { isNothing } from '../bearer/syntax.js'
import type { AnalysisContext } from '../context.js'
import { occurrencesOf } from '../occurrences.js'
import { remembered } from '../remembered.js'
import { pathOf } from '../resolve.js'
import { isAssignment } from '../scope.js'
import { isAccess, unwrap } from '../syntax.js'
import { isRequestByName } from './reads.js'

const MOST_FILES = 10

/**
 * What the package of a node itself puts on requests as their session: `req.session = await find(req.get('x-token'))`.
 * Empty where nobody does, or a library of sessions does it: then the session belongs to a cookie.
 */
export function assignedSessions(cx: AnalysisContext, node: t.Node): readonly t.Expression[] {
  return assignedFor(cx, pathOf(cx, node))
}

const assignedFor = remembered((cx, path: string): readonly t.Expression[] => {
  const facts = cx.workspace.packageOf(path)
  if (facts === undefined || SESSION.packages.some((name) => facts.dependencies.has(name))) return []
  const files = new Set([...(path === cx.path ? [path] : []), ...cx.workspace.filesAssigning(path, SESSION.member)])
  return [...files].slice(0, MOST_FILES).flatMap((file) => valuesIn(cx, cx.workspace.sourceFile(file)))
})

function valuesIn(cx: AnalysisContext, file: t.SourceFile | undefined): readonly t.Expression[] {
  const { ts } = cx
  if (file === undefined) return []
  return occurrencesOf(ts, file, SESSION.member).flatMap(({ parent: access }) => {
    if (!isAccess(ts, access) || !isRequestByName(cx, access.expression)) return []
    const { parent } = access
    if (!ts.isBinaryExpression(parent) || parent.left !== access) return []
    const value = unwrap(ts, parent.right)
    return isAssignment(ts, parent.operatorToken.kind) && !isNothing(ts, value) ? [value] : []
  })
}

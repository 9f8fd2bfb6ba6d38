import type * as t from 'typescript'
import type { AnalysisContext } from './context.js'
import { factsOf } from './api.js'
import { superClass } from './resolve.js'
import { statusOf } from './status-of.js'
import { callEnvironment } from './call-environment.js'
import { substitute } from './substitute.js'
import { nameOf, unwrap } from './syntax.js'
import { asNumber, evaluate, type Value } from './values.js'

/** Fields of an error that servers send as the status. */
const STATUS_FIELD = /^(?:status|statusCode|httpStatus|httpStatusCode|httpCode|status_code|http_status)$/
const HEADERS_FIELD = /^(?:headers|responseHeaders|\w*www_?authenticate\w*|challenges?)$/i

/** The status that instances of a class carry. */
export interface ClassStatus {
  /** May depend on parameters of `constructor`. */
  readonly status: Value
  readonly constructor: t.ConstructorDeclaration | undefined
  /** It carries headers of its own, with whatever in them. */
  readonly hasHeaders: boolean
}

const MOST_DEPTH = 6

/** What a class of the project fixes as the status of its instances; `undefined` when it is no error with a status. */
export function classStatus(cx: AnalysisContext, node: t.ClassLikeDeclaration, depth = 0): ClassStatus | undefined {
  const { ts } = cx
  if (depth > MOST_DEPTH) return undefined
  const constructor = node.members.find(
    (m): m is t.ConstructorDeclaration => ts.isConstructorDeclaration(m) && m.body !== undefined,
  )
  const parent = parentStatus(cx, node, constructor, depth)
  let status: Value | undefined = parent?.status
  let hasHeaders = parent?.hasHeaders ?? false
  for (const member of node.members) {
    const name = nameOf(ts, member.name)
    if (name === undefined) continue
    if (HEADERS_FIELD.test(name)) hasHeaders = true
    if (!STATUS_FIELD.test(name)) continue
    if (ts.isPropertyDeclaration(member) && member.initializer) status = evaluate(cx, member.initializer)
    else if (ts.isGetAccessorDeclaration(member)) {
      const only = member.body?.statements[0]
      if (only && ts.isReturnStatement(only) && only.expression) status = evaluate(cx, only.expression)
    }
  }
  for (const parameter of constructor?.parameters ?? []) {
    const name = nameOf(ts, parameter.name)
    if (name !== undefined && HEADERS_FIELD.test(name)) hasHeaders = true
    if (name !== undefined && STATUS_FIELD.test(name) && ts.isParameterPropertyDeclaration(parameter, parameter.parent))
      status = {
        kind: 'parameter',
        parameter,
        path: [],
        ...(parameter.initializer && { otherwise: evaluate(cx, parameter.initializer) }),
      }
  }
  for (const statement of constructor?.body?.statements ?? []) {
    if (!ts.isExpressionStatement(statement)) continue
    const assigned = unwrap(ts, statement.expression)
    if (!ts.isBinaryExpression(assigned) || assigned.operatorToken.kind !== ts.SyntaxKind.EqualsToken) continue
    const { left } = assigned
    if (!ts.isPropertyAccessExpression(left) || left.expression.kind !== ts.SyntaxKind.ThisKeyword) continue
    if (HEADERS_FIELD.test(left.name.text)) hasHeaders = true
    if (STATUS_FIELD.test(left.name.text)) status = evaluate(cx, assigned.right)
  }
  if (status === undefined || !isError(cx, node, depth)) return undefined
  const owner = constructor ?? parent?.constructor
  return { status: asNumber(status), constructor: owner, hasHeaders }
}

/** The status that `super(…)` gives, in terms of this class' constructor. */
function parentStatus(
  cx: AnalysisContext,
  node: t.ClassLikeDeclaration,
  constructor: t.ConstructorDeclaration | undefined,
  depth: number,
): ClassStatus | undefined {
  const { ts } = cx
  const clause = node.heritageClauses?.find((c) => c.token === ts.SyntaxKind.ExtendsKeyword)?.types[0]
  if (clause === undefined) return undefined
  const superCall = constructor?.body?.statements
    .flatMap((statement) => (ts.isExpressionStatement(statement) ? [unwrap(ts, statement.expression)] : []))
    .find((e): e is t.CallExpression => ts.isCallExpression(e) && e.expression.kind === ts.SyntaxKind.SuperKeyword)
  const parent = superClass(cx, node)
  if (parent) {
    const summary = classStatus(cx, parent, depth + 1)
    if (summary === undefined || superCall === undefined || summary.constructor === undefined) return summary
    return {
      ...summary,
      status: substitute(cx, summary.status, callEnvironment(summary.constructor, superCall.arguments)),
    }
  }
  for (const { kind, fact } of factsOf(cx, clause.expression)) {
    if (kind !== 'exception' || fact.superStatus === undefined) continue
    const found = statusOf(cx, fact.superStatus, superCall?.arguments ?? [])
    if (found !== 'absent') return { status: found.value, constructor, hasHeaders: false }
  }
  return undefined
}

function isError(cx: AnalysisContext, node: t.ClassLikeDeclaration, depth: number): boolean {
  const { ts } = cx
  if (/(?:Error|Exception)$/.test(node.name?.text ?? '')) return true
  const clause = node.heritageClauses?.find((c) => c.token === ts.SyntaxKind.ExtendsKeyword)?.types[0]
  if (clause === undefined) return false
  if (/(?:Error|Exception)$/.test(clause.expression.getText())) return true
  const parent = superClass(cx, node)
  return parent !== undefined && depth < MOST_DEPTH && isError(cx, parent, depth + 1)
}

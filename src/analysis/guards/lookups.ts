import type * as t from 'typescript'
import type { GuardTopic } from '../../model/guard.js'
import type { AnalysisContext } from '../context.js'
import { isAccess, nameOf, unwrapAwait } from '../syntax.js'
import { sentCredential } from './credentials.js'
import { originOf, pathText, speakingName } from './names.js'
import { isIdentity, principalOf } from './principals.js'
import { isRequest } from './request-parts.js'
import { isRevokedState, topicOfName, wordsOf } from './topics.js'

/** Members that tell whether a look-up found something: `result.rows[0]`, `found.length`. */
const FOUND =
  /^(?:rows|rowCount|row_count|length|count|size|data|result|results|docs|items|0|total|exists|affectedRows|empty)$/
/** Tables of the callers themselves: a missing row there is a caller who is gone. */
const CALLERS =
  / (?:user|users|account|accounts|profile|session|sessions|token|tokens|credential|credentials|refresh|key|keys|api) /
const LOOKUP =
  / (?:find|get|fetch|load|query|select|lookup|read|retrieve|by|one|first|unique|raw|execute|exists|count|run|all) /

/** Why nothing was found by a call: `undefined` when the call is no look-up by the caller or by credentials. */
export function lookupTopic(cx: AnalysisContext, call: t.CallExpression): GuardTopic | undefined {
  const path = wordsOf(pathText(cx, call.expression))
  const seen = searchedBy(cx, call)
  if (seen.caller) {
    if (!seen.other && (isCallersTable(cx, call) || isNamedByCaller(cx, call))) return 'unclear'
    return 'permission'
  }
  if (seen.credential && LOOKUP.test(path) && !seen.right) return 'invalid-credentials'
  return undefined
}

/**
 * `{ where: { id: apiKey.workspaceId } }`, `teams.findById(user.teamId)`: a row that the caller's own record names. When it is missing, the
 * record is out of date, and nobody is told what he may not do.
 */
function isNamedByCaller(cx: AnalysisContext, call: t.CallExpression): boolean {
  const { ts } = cx
  const named: boolean[] = []
  const visit = (node: t.Node, isOwnId: boolean): void => {
    if (ts.isIdentifier(node) || isAccess(ts, node)) {
      const principal = principalOf(cx, node)
      if (principal)
        named.push(isOwnId && !isIdentity(principal.tail) && /[a-z]Id$|_id$/.test(principal.tail.at(-1) ?? ''))
      if (principal || isAccess(ts, node)) return
    }
    if (ts.isPropertyAssignment(node)) visit(node.initializer, /^_?id$/.test(nameOf(ts, node.name) ?? ''))
    else ts.forEachChild(node, (child) => visit(child, false))
  }
  const isByKey = /^(?:find|get|load|read)\w*By(?:Id|Pk)$/.test(speakingName(cx, call))
  call.arguments.forEach((argument) => visit(argument, isByKey))
  return named.length > 0 && named.every(Boolean)
}

/** Whether the caller by whom is looked up may be missing: `find({ owner: session?.user.id })`. */
export function isOfMaybeCaller(cx: AnalysisContext, call: t.CallExpression): boolean {
  return searchedBy(cx, call).optional
}

/** Look-ups that are being read: a callback in their own arguments may name their result. */
const inProgress = new Set<t.CallExpression>()

/** Whether a row is looked up by who the caller is alone, in the table of callers: then it is the caller, not a resource. */
export function isOwnRecord(cx: AnalysisContext, value: t.Expression): boolean {
  if (!cx.ts.isCallExpression(value)) return false
  // cheap first: only look-ups in a table of users, or by a plain id, are followed
  if (inProgress.has(value) || !(isCallersTable(cx, value) || isById(cx, value))) return false
  inProgress.add(value)
  try {
    const seen = searchedBy(cx, value)
    return seen.caller && !seen.other
  } finally {
    inProgress.delete(value)
  }
}

/** `member.findUnique({ where: { id: user.id } })`: the row whose own id is that of the caller is the caller, whatever its table is called. */
function isById(cx: AnalysisContext, call: t.CallExpression): boolean {
  const { ts } = cx
  const [first, ...others] = call.arguments
  const options = first && unwrapAwait(ts, first)
  if (options === undefined || others.length > 0 || !ts.isObjectLiteralExpression(options)) return false
  const where = options.properties.find((one) => nameOf(ts, one.name) === 'where')
  const filter = where && ts.isPropertyAssignment(where) ? unwrapAwait(ts, where.initializer) : undefined
  const [only, ...more] = filter && ts.isObjectLiteralExpression(filter) ? filter.properties : []
  if (only === undefined || more.length > 0 || !ts.isPropertyAssignment(only)) return false
  const owner = /^_?id$/.test(nameOf(ts, only.name) ?? '') ? principalOf(cx, only.initializer) : undefined
  return owner !== undefined && isIdentity(owner.tail)
}

/**
 * Whether a call looks up a row of something else than callers, by what is handed to it: nothing in it speaks of credentials or of who is
 * calling, and it is not given the request as a whole.
 */
export function findsResource(cx: AnalysisContext, call: t.CallExpression): boolean {
  const given = chainOf(cx, call).flatMap((one) => [...one.arguments])
  return (
    looksUp(cx, call)?.every((name) => topicOfName(name) === 'other') === true &&
    given.length > 0 &&
    !given.some((one) => isRequest(cx, one)) &&
    principalOf(cx, call) === undefined &&
    !isCallersTable(cx, call) &&
    !searchedBy(cx, call).credential
  )
}

/** The names on the path of a call that looks something up, `['db', 'user', 'findUnique']`. */
export function looksUp(cx: AnalysisContext, call: t.CallExpression): readonly string[] | undefined {
  const path = pathText(cx, call.expression).replaceAll('()', '')
  return LOOKUP.test(wordsOf(path)) ? path.split('.') : undefined
}

/** The call of which `node` says whether it found something: `result` or `result.rows.length`. */
export function lookupOf(cx: AnalysisContext, node: t.Expression): t.CallExpression | undefined {
  const { ts } = cx
  let at = unwrapAwait(ts, node)
  while (isAccess(ts, at)) {
    const name = ts.isPropertyAccessExpression(at) ? at.name.text : at.argumentExpression.getText()
    if (!FOUND.test(name)) return undefined
    at = unwrapAwait(ts, at.expression)
  }
  if (ts.isCallExpression(at)) return at
  if (!ts.isIdentifier(at)) return undefined
  const origin = originOf(cx, at)
  const value =
    origin && (origin.property === undefined || FOUND.test(origin.property)) ? unwrapAwait(ts, origin.value) : undefined
  return value && ts.isCallExpression(value) ? value : undefined
}

/** Whether a revoked or blocked credential was found: the look-up is by a credential and the list is named so. */
export function isRevocation(cx: AnalysisContext, name: string, call: t.CallExpression): boolean {
  return (isRevokedState(name) || isRevokedState(pathText(cx, call.expression))) && searchedBy(cx, call).credential
}

interface Searched {
  readonly caller: boolean
  /** The caller is read with `?.`. */
  readonly optional: boolean
  /** Something besides the caller: the resource that he asks for, a role. */
  readonly other: boolean
  readonly credential: boolean
  /** An action, an ability, a scope: it is about rights. */
  readonly right: boolean
}

/** What a look-up is filtered by. */
function searchedBy(cx: AnalysisContext, call: t.CallExpression): Searched {
  const { ts } = cx
  let caller = false
  let optional = false
  let other = false
  let credential = false
  const visit = (node: t.Node): void => {
    if (
      ts.isPropertyAssignment(node) &&
      /^(?:select|include|attributes|columns|populate|orderBy|relations)$/.test(nameOf(ts, node.name) ?? '')
    )
      return
    if (ts.isPropertyAssignment(node) && topicOfName(nameOf(ts, node.name) ?? '') === 'permission') other = true
    if (ts.isIdentifier(node) || isAccess(ts, node)) {
      const principal = principalOf(cx, node)
      if (principal) {
        if (isIdentity(principal.tail) || principal.tail.some((name) => /id$/i.test(name))) caller = true
        optional ||= principal.optional
        return
      }
      if (sentCredential(cx, node)) {
        credential = true
        return
      }
      if (isAccess(ts, node) ? isSubmittedText(node.getText()) : isValueName(cx, node)) other = true
      if (isAccess(ts, node)) return
    }
    if (ts.isPropertyAssignment(node)) visit(node.initializer)
    else if (ts.isShorthandPropertyAssignment(node)) visit(node.name)
    else ts.forEachChild(node, visit)
  }
  for (const one of chainOf(cx, call)) one.arguments.forEach(visit)
  const right = call.arguments.some((argument) =>
    /\b(?:ability|action|permissions?|scopes?|roles?)\b/i.test(argument.getText().slice(0, 300)),
  )
  return { caller, optional, other, credential, right }
}

/** The calls of a chain, last first: `select().from('users').where(…).load()`. */
function chainOf(cx: AnalysisContext, call: t.CallExpression): readonly t.CallExpression[] {
  const { ts } = cx
  const calls: t.CallExpression[] = []
  let at: t.Expression = call
  while (ts.isCallExpression(at) || isAccess(ts, at)) {
    if (ts.isCallExpression(at)) calls.push(at)
    at = unwrapAwait(ts, at.expression)
  }
  return calls
}

function isSubmittedText(text: string): boolean {
  return /\b(?:params|body|query|searchParams|input)\b|[a-z]Id$/.test(text)
}

/** A plain variable among the arguments that is a value of its own: `teamId`, `slug`; not the model of `getRepository(Team)`. */
function isValueName(cx: AnalysisContext, node: t.Identifier): boolean {
  if (/^[A-Z]/.test(node.text)) return false
  return (
    / (?:id|ids|slug|uuid|name|project|team|organization|org|workspace|document|resource|post|params) $/.test(
      wordsOf(node.text),
    ) ||
    (originOf(cx, node)?.property !== undefined &&
      /params|body|query/.test(originOf(cx, node)?.value.getText().slice(0, 100) ?? ''))
  )
}

function isCallersTable(cx: AnalysisContext, call: t.CallExpression): boolean {
  const { ts } = cx
  const path = wordsOf(pathText(cx, call.expression))
  const last = path.trim().split(' ').slice(-4).join(' ')
  const from = chainOf(cx, call).find((one) => /(?:^|\.)from$/.test(pathText(cx, one.expression)))?.arguments[0]
  if (from)
    return / (?:user|users|customer|customers|employee|employees|student|students|account|accounts|session|sessions|token|tokens) $/.test(
      wordsOf(from.getText().replace(/['"`]/g, '')),
    )
  const [first] = call.arguments
  const sql = first && (ts.isStringLiteralLike(first) || ts.isTemplateExpression(first)) ? first.getText() : ''
  if (/\bfrom\b/i.test(sql))
    return /\bfrom\s+["'`]?(?:\w+\.)?["'`]?(?:users?|customers?|employees?|students?|accounts?|sessions?|tokens?)\b/i.test(
      sql,
    )
  return (
    CALLERS.test(` ${last} `) &&
    !/ (?:team|organization|org|workspace|project|member|members|membership|memberships|role|roles|permission|permissions|access) /.test(
      path,
    )
  )
}

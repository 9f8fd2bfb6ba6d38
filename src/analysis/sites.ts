import type * as t from 'typescript'
import type { HeaderFact, HeaderSlot, InlineSlot, ReasonCode, ResponseSite } from '../model/site.js'
import { isRefusedCaller, isRefusedStranger } from '../model/refusal.js'
import type { TextRange } from '../model/text.js'
import { handlerStatuses } from './caught-classes.js'
import type { AnalysisContext } from './context.js'
import { credentialsAt, isWithheld, refusedToken } from './credentials/index.js'
import { flipOf } from './flip.js'
import { guardsOf } from './guards/index.js'
import { otherCredential } from './guards/other-credential.js'
import { refusedRequest } from './guards/refused-request.js'
import { namedError } from './named-error.js'
import { eitherHeader, type Course, type HeaderState, type RawSite } from './state.js'
import { newProperty } from './new-property.js'
import { isFunctionNode, nameOf, rangeOf, textOf, unwrap } from './syntax.js'
import { alternatives, numbersOf } from './values.js'

/** A walked site as plain facts; `undefined` when nothing of it is judged (the status never is 401 or 403, or it never leaves, or it leaves as another). */
export function toResponseSite(
  cx: AnalysisContext,
  site: RawSite,
  all: readonly RawSite[] = [],
): ResponseSite | undefined {
  const values = numbersOf(site.status)
  const [first, ...rest] = site.leaves
  if (first === undefined || !values.some((status) => status === 401 || status === 403)) return undefined
  if (site.node.getSourceFile() !== cx.file) return undefined
  const [beyond, ...others] = site.course?.beyond ?? []
  const header = beyond ? others.reduce(eitherHeader, beyond) : rest.reduce(eitherHeader, first)
  const isConditional = alternatives(site.status).length > 1
  const written = alternatives(site.status).find(
    (value) => value.kind === 'number' && (value.value === 401 || value.value === 403),
  )
  const place = written?.kind === 'number' && written.node?.getSourceFile() === cx.file ? written.node : site.statusNode
  const error = namedError(cx.ts, site.node)
  const judged: ResponseSite = {
    kind: site.kind,
    framework: site.framework.name,
    evidence: site.evidence,
    status: { values, range: rangeOf(place), text: textOf(place, 40) },
    range: reportRange(site),
    header: headerFact(header),
    slot: slotOf(cx, site, isConditional),
    ...inlineOf(cx, site, isConditional),
    ...(error !== undefined && { errorCode: error }),
    ...guardsOf(cx, site.conditions, site.node, values),
    ...(site.note && { note: site.note }),
    form: site.form,
  }
  const isRefused = isRefusedCaller(judged)
  const open = isRefused ? otherCredential(cx, site.conditions, judged.guards) : undefined
  const made: ResponseSite = {
    ...judged,
    ...(open && { openCredential: open }),
    // asked only where the status may be the wrong one
    ...((isRefused || isRefusedStranger(judged)) && flipOf(cx, site, isConditional)),
  }
  if (site.ofClass && isAnsweredOtherwise(cx, made, site.ofClass)) return undefined
  return { ...made, ...challengeFacts(cx, site, made, all) }
}

/** What says which challenge fits; asked only where one may be missing and could be written. */
function challengeFacts(
  cx: AnalysisContext,
  site: RawSite,
  made: ResponseSite,
  all: readonly RawSite[],
): Partial<ResponseSite> {
  const { header, slot, inline, guards, status } = made
  const isOpen = header.presence === 'never' || header.presence === 'sometimes'
  if (!isOpen || !status.values.includes(401)) return {}
  const refuses = refusedRequest(cx, { ...made, node: site.node, conditions: site.conditions })
  if (refuses) return { refuses }
  if (slot.kind === 'none' && inline === undefined) return {}
  const credentials = credentialsAt(cx, site.node, site.conditions, guards)
  const token = refusedToken(cx, site.conditions, guards)
  return {
    ...(credentials.length > 0 && { credentials }),
    ...(token && { refusedToken: token }),
    ...(isWithheld(cx, site, all) && { withheld: true }),
  }
}

/** Where a verdict would rest on the status of an error class: whether a handler of the project answers its errors with one of its own. */
function isAnsweredOtherwise(cx: AnalysisContext, made: ResponseSite, owner: t.ClassLikeDeclaration): boolean {
  if (made.kind !== 'class' && !isRefusedStranger(made) && !isRefusedCaller(made)) return false
  const statuses = handlerStatuses(cx, owner)
  // one with the same status is where the header is to be set
  return statuses !== undefined && (made.kind === 'class' || !made.status.values.some((one) => statuses.includes(one)))
}

/** From the start of the expression to its status; only the status' part where the expression runs over several lines. */
function reportRange(site: RawSite): TextRange {
  const file = site.node.getSourceFile()
  const lineAt = (offset: number): number => file.getLineAndCharacterOfPosition(offset).line
  const end = site.end.getEnd()
  const start = site.node.getStart()
  if (end > start && lineAt(start) === lineAt(end)) return { start, end }
  return { start: site.end.getStart(), end: Math.max(end, site.end.getStart() + 1) }
}

function headerFact(header: HeaderState): HeaderFact {
  return { presence: header.presence, ...(header.emptyValue !== undefined && { emptyValue: header.emptyValue }) }
}

function slotOf(cx: AnalysisContext, site: RawSite, isConditional: boolean): HeaderSlot {
  const left = (reason: ReasonCode): HeaderSlot => ({ kind: 'none', reason })
  if (site.note) return left(site.note)
  if (site.left) return left(site.left)
  if (site.settledInHelper) return left('helper-fixed')
  if (isConditional) return left('conditional-status')
  if (site.kind === 'throw')
    return site.options ? optionsSlot(cx, site.options) : left(site.ofClass ? 'error-class' : 'thrown-401')
  if (site.variant === undefined || site.wrap === undefined)
    return left(
      site.kind === 'call'
        ? 'helper-call'
        : site.isOpen
          ? 'weak-evidence'
          : site.call === undefined && site.wrap === undefined
            ? 'result-object'
            : 'framework-not-rewritten',
    )
  const { variant } = site
  if (site.course?.isChanged === true) {
    const send = onlySend(site.course)
    return send ? { kind: 'receiver', range: rangeOf(send), variant } : left('status-changes-later')
  }
  const range = rangeOf(site.wrap.node)
  const before = placeBefore(cx, site)
  return before ? { kind: 'statement', range, ...before, variant } : { kind: site.wrap.as, range, variant }
}

/** The one response that leaves with a status which may be changed on other ways: there nothing changes any more. */
function onlySend({ sends }: Course): t.Expression | undefined {
  const [send] = sends
  return sends.size === 1 ? send : undefined
}

/** `res.statusCode = 401` as a statement: the challenge gets one of its own before it. */
function placeBefore(
  cx: AnalysisContext,
  { node, wrap, call }: RawSite,
): { readonly at: number; readonly after: string } | undefined {
  const { ts } = cx
  const assignment = node.parent
  const isStatement =
    call === undefined &&
    ts.isBinaryExpression(assignment) &&
    assignment.left === node &&
    ts.isExpressionStatement(assignment.parent)
  return isStatement && wrap && isPlain(ts, wrap.node) ? statementBefore(cx, assignment.parent) : undefined
}

/** A name or a path of names: it means the same however often it is read. */
function isPlain(ts: AnalysisContext['ts'], node: t.Expression): boolean {
  if (ts.isPropertyAccessExpression(node)) return node.questionDotToken === undefined && isPlain(ts, node.expression)
  return ts.isIdentifier(node) || node.kind === ts.SyntaxKind.ThisKeyword
}

/** `createError(401, message)` takes its headers in an options argument. */
function optionsSlot(cx: AnalysisContext, plan: NonNullable<RawSite['options']>): HeaderSlot {
  const { ts } = cx
  const args = plan.call.arguments ?? []
  const last = args.at(-1)
  const given = args[plan.argument]
  if (given === undefined && last && args.length <= plan.argument && !ts.isObjectLiteralExpression(unwrap(ts, last)))
    return { kind: 'headers-value', at: last.getEnd(), before: `, { ${plan.property}: `, after: ' }', variant: 'node' }
  const object = unwrap(ts, given ?? last ?? plan.call)
  const isOpen =
    ts.isObjectLiteralExpression(object) &&
    object.properties.length > 0 &&
    !object.properties.some((p) => nameOf(ts, p.name) === plan.property)
  const place = isOpen ? newProperty(ts, object, 'first') : undefined
  return place
    ? { kind: 'headers-value', ...place, before: `${place.before}${plan.property}: `, variant: 'node' }
    : { kind: 'none', reason: 'headers-not-editable' }
}

const HEADER_KEY = "'WWW-Authenticate'"

/** The form without a helper, as an insertion; absent when there is none that is safe to write. */
function inlineOf(cx: AnalysisContext, site: RawSite, isConditional: boolean): { inline?: InlineSlot } {
  const plan = site.inline
  if (plan === undefined || isConditional || site.note) return {}
  const { ts } = cx
  if (plan.kind === 'method') {
    const changed = site.course?.isChanged === true ? site.course : undefined
    const send = changed && onlySend(changed)
    if (changed && send === undefined) return {}
    const receiver = send ?? plan.receiver
    const header = `.${plan.method}(${HEADER_KEY}, `
    if (plan.chains) return { inline: { at: receiver.getEnd(), before: header, after: ')' } }
    const before = statementBefore(cx, send ?? site.node)
    if (before === undefined) return {}
    return { inline: { at: before.at, before: receiver.getText() + header, after: `)${before.after}` } }
  }
  const argument = plan.call.arguments?.[plan.argument]
  if (argument === undefined) return {}
  const object = unwrap(ts, argument)
  if (!ts.isObjectLiteralExpression(object)) return {}
  if (plan.kind === 'collection') return intoObject(cx, object, `${HEADER_KEY}: `, '')
  if (object.properties.some((property) => ts.isSpreadAssignment(property))) return {}
  const headers = object.properties.find((property) => nameOf(ts, property.name) === 'headers')
  if (headers === undefined) return intoObject(cx, object, `headers: { ${HEADER_KEY}: `, ' }')
  if (!ts.isPropertyAssignment(headers)) return {}
  const collection = unwrap(ts, headers.initializer)
  return ts.isObjectLiteralExpression(collection) ? intoObject(cx, collection, `${HEADER_KEY}: `, '') : {}
}

/** A new last property with a value that is a string literal. */
function intoObject(
  cx: AnalysisContext,
  object: t.ObjectLiteralExpression,
  before: string,
  after: string,
): { inline?: InlineSlot } {
  const place = newProperty(cx.ts, object, 'last')
  return place ? { inline: { at: place.at, before: place.before + before, after: after + place.after } } : {}
}

/** Comments that are about the line under them. */
const ABOUT_NEXT_LINE = /@ts-|-ignore\b|-next-line\b/

/** Where a statement of its own can stand before the one that `node` is in, and what ends it. */
function statementBefore(
  cx: AnalysisContext,
  node: t.Node,
): { readonly at: number; readonly after: string } | undefined {
  const { ts } = cx
  let at: t.Node = node
  while (!ts.isStatement(at) && (at.parent as t.Node | undefined)) {
    // `(ctx) => (ctx.status = 401)`: outside of the function there is no `ctx`
    if (isFunctionNode(ts, at)) return undefined
    at = at.parent
  }
  if (!ts.isBlock(at.parent) && !ts.isSourceFile(at.parent) && !ts.isCaseOrDefaultClause(at.parent)) return undefined
  const text = at.getSourceFile().text
  const start = at.getStart()
  const indent = text.slice(text.lastIndexOf('\n', start - 1) + 1, start)
  // { res.statusCode = 401; … }
  if (indent.trim() !== '') return { at: start, after: '; ' }
  if (ABOUT_NEXT_LINE.test(text.slice(at.getFullStart(), start))) return undefined
  // without one, a statement that starts like this would go on with the inserted one
  const semicolon = at.getText().endsWith(';') || /^[([`/+-]/.test(text.slice(start, start + 1)) ? ';' : ''
  return { at: start, after: `${semicolon}\n${indent}` }
}

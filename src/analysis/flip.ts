import type * as t from 'typescript'
import { REASON } from '../http/status.js'
import type { ReasonCode } from '../model/site.js'
import type { Edit } from '../model/text.js'
import type { AnalysisContext } from './context.js'
import { isDeclaredWithout } from './declared-status.js'
import { OUT_OF_REACH, repeatedStatus } from './repeated-status.js'
import { memberSibling, calleeSibling } from './siblings.js'
import type { RawSite } from './state.js'
import { isAccess, memberName, nameOf, rangeOf, unwrap, unwrapAwait } from './syntax.js'
import { numbersOf } from './values.js'
import type { Turn } from './turn.js'

interface Flip {
  readonly flip?: readonly Edit[]
  readonly flipEffects?: readonly string[]
  readonly flipLeft?: ReasonCode
}

const forbiddenFor = (name: string): string | undefined => renamed(name, /unauthori[sz]ed/i, 'forbidden')
const unauthorizedFor = (name: string): string | undefined => renamed(name, /forbidden/i, 'unauthorized')
const TO_FORBIDDEN: Turn = { from: 401, to: 403, rename: forbiddenFor, renameBack: unauthorizedFor }
const TO_UNAUTHORIZED: Turn = { from: 403, to: 401, rename: unauthorizedFor, renameBack: forbiddenFor }

/** `UNAUTHORIZED`, `unauthorizedResponse`, `UnauthorizedError` become `FORBIDDEN`, `forbiddenResponse`, `ForbiddenError`. */
function renamed(name: string, old: RegExp, word: string): string | undefined {
  if (!old.test(name)) return undefined
  return name.replace(old, (found) => {
    if (found === found.toUpperCase()) return word.toUpperCase()
    return /^[A-Z]/.test(found) ? word.charAt(0).toUpperCase() + word.slice(1) : word
  })
}

/**
 * Edits that turn a 401 into a 403, or a 403 into a 401, in the form in which it is written, with what the body repeats of it; absent when
 * that form has no known sibling, or with the reason when it would be done by half.
 */
export function flipOf(cx: AnalysisContext, site: RawSite, isConditional: boolean): Flip {
  const [status, ...others] = numbersOf(site.status)
  if (isConditional || others.length > 0) return {}
  const turn = status === 401 ? TO_FORBIDDEN : status === 403 ? TO_UNAUTHORIZED : undefined
  if (turn === undefined) return {}
  const edits = site.settledInHelper
    ? calleeSibling(cx, site, turn)
    : (literal(cx, site, turn) ?? renamedMember(cx, site, turn) ?? calleeSibling(cx, site, turn))
  if (edits === undefined) return {}
  const named = [...edits, ...statusText(cx, site, turn)]
  const repeated = repeatedStatus(cx, site, turn, named)
  if (repeated === OUT_OF_REACH) return { flipLeft: 'status-in-body' }
  if (isDeclaredWithout(cx, site.node, turn)) return { flipLeft: 'status-declared' }
  return {
    flip: [...named, ...repeated],
    ...(sendsReason(cx, site) && { flipEffects: [`body text changes ${REASON[turn.from]} → ${REASON[turn.to]}`] }),
  }
}

/** Whether the call is given nothing but the status and sends: then the status' reason phrase is the body. */
function sendsReason(cx: AnalysisContext, { node, framework }: RawSite): boolean {
  const { ts } = cx
  if (!ts.isCallExpression(node) || node.arguments.length !== 1 || !isAccess(ts, node.expression)) return false
  const name = memberName(ts, node.expression)
  return (framework.objects ?? []).some(({ methods }) => {
    const fact = name === undefined || !Object.hasOwn(methods, name) ? undefined : methods[name]
    return fact?.sends === true && fact.status !== undefined && 'argument' in fact.status
  })
}

function edit(node: t.Node, text: string): Edit {
  return { range: rangeOf(node), text, safety: 'wire-visible' }
}

/** `401`, `'401'`, and code names in quotes. */
function literal(cx: AnalysisContext, site: RawSite, turn: Turn): readonly Edit[] | undefined {
  const { ts } = cx
  const written = site.status.kind === 'number' ? site.status.node : undefined
  const candidates = [written, site.statusNode].filter(
    (node) => node !== undefined && node.getSourceFile() === cx.file && isInside(node, site.node),
  )
  for (const candidate of candidates) {
    if (candidate === undefined || !ts.isExpression(candidate)) continue
    const node = unwrap(ts, candidate)
    const own = constant(cx, node, turn)
    if (own) return own
    if (ts.isObjectLiteralExpression(node)) {
      const value = node.properties.find(
        (p) => ts.isPropertyAssignment(p) && /^(?:status|statusCode|code)$/.test(nameOf(ts, p.name) ?? ''),
      )
      const inner = value && ts.isPropertyAssignment(value) ? unwrap(ts, value.initializer) : undefined
      const found =
        inner && (constant(cx, inner, turn) ?? (isAccess(ts, inner) ? memberSibling(cx, inner, turn) : undefined))
      if (found) return found
    }
  }
  return undefined
}

function constant(cx: AnalysisContext, node: t.Expression, turn: Turn): readonly Edit[] | undefined {
  const { ts } = cx
  if (ts.isNumericLiteral(node)) return Number(node.text) === turn.from ? [edit(node, String(turn.to))] : undefined
  if (!ts.isStringLiteralLike(node)) return undefined
  const text = node.text === String(turn.from) ? String(turn.to) : turn.rename(node.text)
  const quote = node.getText().charAt(0)
  return text === undefined ? undefined : [edit(node, quote + text + quote)]
}

function isInside(node: t.Node, outer: t.Node): boolean {
  // an assignment's site is its left side; its status stands beside it
  const around = outer.parent
  return node.pos >= around.pos && node.end <= around.end
}

/** `StatusCodes.UNAUTHORIZED` becomes `StatusCodes.FORBIDDEN` where that exists. */
function renamedMember(cx: AnalysisContext, site: RawSite, turn: Turn): readonly Edit[] | undefined {
  const { ts } = cx
  const { statusNode } = site
  if (!ts.isExpression(statusNode)) return undefined
  const node = unwrapAwait(ts, statusNode)
  return isAccess(ts, node) && node !== site.node ? memberSibling(cx, node, turn) : undefined
}

/** `statusText: 'Unauthorized'` names the old status. */
function statusText(cx: AnalysisContext, site: RawSite, turn: Turn): readonly Edit[] {
  const { ts } = cx
  const last = site.call?.arguments?.at(-1)
  const object = last && unwrap(ts, last)
  if (object === undefined || !ts.isObjectLiteralExpression(object)) return []
  const property = object.properties.find((one) => nameOf(ts, one.name) === 'statusText')
  const value = property && ts.isPropertyAssignment(property) ? unwrap(ts, property.initializer) : undefined
  if (value === undefined || !ts.isStringLiteralLike(value) || value.text !== REASON[turn.from]) return []
  const quote = value.getText().charAt(0)
  return [edit(value, quote + REASON[turn.to] + quote)]
}

import type * as t from 'typescript'
import type { AnalysisContext } from '../context.js'
import { isAccess, unwrapAwait } from '../syntax.js'
import { isAskedFor } from './asked.js'
import { sentCredential } from './credentials.js'
import { lookupTopic } from './lookups.js'
import { originOf, pathText, rootOf, speakingName } from './names.js'
import { areOfTwoTokens, isTokenClaim, outcomeTopic } from './outcomes.js'
import { isIdentity, principalOf, type Principal } from './principals.js'
import { about, both, either, MISFIT, OTHER, proof, type Reading } from './reading.js'
import { spokenTopic } from './spoken.js'
import { isExpiryName, isSecretName, isVerification, wordsOf } from './topics.js'

const OWNER_ID =
  / (?:user id|owner id|author id|creator id|created by|team id|organization id|org id|tenant id|workspace id|account id|company id|customer id|hashid|member id|owner|author|creator) /
/** What a call says of how it went. */
const OUTCOME = /^(?:error|code|message|reason|success|ok|result|kind)$/

/** Reads `a === b`, `a < b` and the like; `negated` outcomes come in as `holds: false`. */
export function readComparison(
  cx: AnalysisContext,
  node: t.BinaryExpression,
  holds: boolean,
  truth: (e: t.Expression, holds: boolean) => Reading,
): Reading {
  const { ts } = cx
  const operator = node.operatorToken.getText()
  const equal = operator === '===' || operator === '=='
  const isEquality = equal || operator === '!==' || operator === '!='
  const sides = [node.left, node.right].map((side) => unwrapAwait(ts, side))
  if (isEquality) {
    const message = againstMessage(cx, sides, equal === holds)
    if (message) return message
    const simple = againstEmpty(cx, sides, equal === holds, truth)
    if (simple) return simple
  }
  const counted = againstNumber(cx, sides, operator, holds, truth)
  if (counted) return counted
  const told = ofCheck(cx, sides)
  if (told) return told
  return isEquality && equal === holds ? equals(cx, sides) : differs(cx, sides, isEquality)
}

/** Reads a `case` of a `switch`: the subject is one of these values, or none of them. */
export function readCase(
  cx: AnalysisContext,
  subject: t.Expression,
  values: readonly t.Expression[],
  matches: boolean,
): Reading {
  const readings = values.map((value) => {
    const sides = [unwrapAwait(cx.ts, subject), unwrapAwait(cx.ts, value)]
    const told = ofCheck(cx, sides)
    if (told) return told
    return matches ? equals(cx, sides) : differs(cx, sides, true)
  })
  const [first, ...others] = readings
  if (first === undefined) return OTHER
  if (!matches) return others.reduce(both, first)
  const proves = readings.every((reading) => reading.proves) ? first.proves : undefined
  return { ...others.reduce(either, first), ...(proves && { proves }) }
}

/** A comparison of what a token says of itself, or of how a check of one went: whatever the outcome, it is about the credentials. */
function ofCheck(cx: AnalysisContext, sides: readonly t.Expression[]): Reading | undefined {
  if (sides.some((side) => isTokenClaim(cx, side)) || areOfTwoTokens(cx, sides)) return MISFIT
  const topics = sides.flatMap((side) => outcomeTopic(cx, side) ?? [])
  const isConstant = sides.some((side) => isLiteralLike(cx, side))
  return topics.length > 0 && isConstant ? about(...topics) : undefined
}

function isLiteralLike(cx: AnalysisContext, side: t.Expression): boolean {
  const { ts } = cx
  return (
    ts.isStringLiteralLike(side) ||
    ts.isNumericLiteral(side) ||
    (isAccess(ts, side) && /^[A-Z]/.test(pathText(cx, side)))
  )
}

/** `x === null`, `typeof x === 'undefined'`, `x === true`: a test of `x` itself. */
function againstEmpty(
  cx: AnalysisContext,
  sides: readonly t.Expression[],
  matches: boolean,
  truth: (e: t.Expression, holds: boolean) => Reading,
): Reading | undefined {
  const { ts } = cx
  const constant = sides.findIndex(
    (side) =>
      side.kind === ts.SyntaxKind.NullKeyword ||
      side.kind === ts.SyntaxKind.TrueKeyword ||
      side.kind === ts.SyntaxKind.FalseKeyword ||
      (ts.isIdentifier(side) && side.text === 'undefined') ||
      (ts.isStringLiteralLike(side) && (side.text === '' || side.text === 'undefined')),
  )
  const other = sides[1 - constant]
  const value = sides[constant]
  if (other === undefined || value === undefined) return undefined
  const target = ts.isTypeOfExpression(other) ? other.expression : other
  return truth(target, value.kind === ts.SyntaxKind.TrueKeyword ? matches : !matches)
}

/** `typeof session === 'string'`: a text instead of a caller says why there is none. */
function againstMessage(cx: AnalysisContext, sides: readonly t.Expression[], matches: boolean): Reading | undefined {
  const { ts } = cx
  const [left, right] = sides
  if (
    left === undefined ||
    right === undefined ||
    !ts.isTypeOfExpression(left) ||
    !ts.isStringLiteralLike(right) ||
    right.text !== 'string'
  )
    return undefined
  const principal = principalOf(cx, left.expression)
  if (principal?.call === undefined || principal.tail.length > 0) return undefined
  return matches ? about('missing-principal') : proof(principal)
}

/** `rows.length === 0`, `count < 1`, `user.role > 2`: whether something was found, or how much. */
function againstNumber(
  cx: AnalysisContext,
  sides: readonly t.Expression[],
  operator: string,
  holds: boolean,
  truth: (e: t.Expression, holds: boolean) => Reading,
): Reading | undefined {
  const { ts } = cx
  const [left, right] = sides
  if (
    left === undefined ||
    right === undefined ||
    !ts.isNumericLiteral(right) ||
    !/^(?:length|count|rowCount|size|total)$|[cC]ount$/.test(speakingName(cx, left))
  )
    return undefined
  const number = Number(right.text)
  const isNone = (number === 0 && /^(?:===?|<=)$/.test(operator)) || (number === 1 && operator === '<')
  const isSome = (number === 0 && /^(?:!==?|>)$/.test(operator)) || (number === 1 && operator === '>=')
  if (!isNone && !isSome) return undefined
  return truth(left, isSome === holds)
}

/** A property of the caller has a certain value: then there is a caller, since nothing equals no literal. */
function equals(cx: AnalysisContext, sides: readonly t.Expression[]): Reading {
  const principal = sides.map((side) => principalOf(cx, side)).find((one) => one !== undefined && !isIdentity(one.tail))
  const isLiteral = sides.some((side) => isLiteralLike(cx, side))
  const topics = sides.map((side) => spokenTopic(cx, side))
  // what an authentication says of itself, or the state of an account: the other side decides
  const isState =
    principal !== undefined &&
    /^(?:status|state|error|ok|success|code|message|result|reason)$/.test(principal.tail.at(-1) ?? '')
  if (isState) return about(topics.includes('permission') ? 'permission' : 'unclear')
  const isRight =
    topics.includes('permission') ||
    (principal !== undefined && isLiteral && !topics.some((topic) => topic !== 'other'))
  return proof(isLiteral ? principal : undefined, isRight ? ['permission'] : ['other'])
}

/** Two values are not the same, or one is not above the other. */
function differs(cx: AnalysisContext, sides: readonly t.Expression[], isEquality: boolean): Reading {
  const { ts } = cx
  const names = sides.map((side) => speakingName(cx, side))
  const topics = sides.map((side) => spokenTopic(cx, side))
  const kept = topics.find((topic) => topic === 'policy' || topic === 'step-up')
  if (kept) return about(kept)
  const principals = sides.map((side) => principalOf(cx, side))
  const principal = principals.find((one) => one !== undefined)
  if (!topics.includes('permission')) {
    const secrets = names.filter((name) => isSecretName(name)).length
    const isSent = sides.some((side) => sentCredential(cx, side) !== undefined)
    const isExpected =
      sides.some((side) => /\b(?:env|config|settings|process)\b|expected|^[A-Z][A-Z0-9_]+$/.test(pathText(cx, side))) ||
      sides.some((side) => /expected|computed|stored|hash/i.test(speakingName(cx, side)))
    if (
      isEquality &&
      isSent &&
      (isExpected || secrets > 0 || sides.some((side) => ts.isTemplateExpression(side) || ts.isStringLiteralLike(side)))
    )
      return about('invalid-credentials')
    if (secrets > 0) return about('unclear')
    if (
      sides.some((side) => isExpiryName(pathText(cx, side))) ||
      (!isEquality &&
        sides.some((side) => /\bDate\b|\bnow\b|At$/.test(side.getText())) &&
        !sides.some((side) => isAskedFor(cx, side)))
    )
      return about('unclear')
  }
  // the record of the caller and the caller: these are claims that do not fit
  if (principal && principals.every((one) => one !== undefined))
    return topics.includes('permission') ? permission(principals) : about('unclear')
  if (principal || topics.includes('permission') || (isEquality && names.some((name) => OWNER_ID.test(wordsOf(name)))))
    return permission(principals)
  // a row of the caller's does not fit what was asked for
  if (isEquality && !names.some((name) => OUTCOME.test(name)) && sides.some((side) => isCallersRow(cx, side)))
    return about('permission')
  return topics.includes('unclear') && isEquality && names.some((name) => isVerification(name, ''))
    ? about('unclear')
    : OTHER
}

function isCallersRow(cx: AnalysisContext, side: t.Expression): boolean {
  const root = isAccess(cx.ts, side) ? rootOf(cx, side) : undefined
  const origin = root && originOf(cx, root)
  const value = origin && unwrapAwait(cx.ts, origin.value)
  return value !== undefined && cx.ts.isCallExpression(value) && lookupTopic(cx, value) === 'permission'
}

function permission(principals: readonly (Principal | undefined)[]): Reading {
  return principals.some((one) => one?.optional === true)
    ? about('permission', 'missing-principal')
    : about('permission')
}

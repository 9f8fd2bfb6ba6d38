import type * as t from 'typescript'
import type { GuardTopic } from '../../model/guard.js'
import type { AnalysisContext } from '../context.js'
import { findDeclaration } from '../scope.js'
import { isAccess, isFunctionNode, memberName, unwrap, unwrapAwait } from '../syntax.js'
import { hasOptionalAccess, originOf, pathText, rootOf, speakingName } from './names.js'
import { principalOf } from './principals.js'
import { isCredentialName, isVerification, topicOfName, wordsOf } from './topics.js'

/** What is known when a test came out as it did: the topics of its failure, and callers that it proves or leaves open. */
export interface Reading {
  /** Why a refusal under this condition refuses. */
  readonly topics: readonly GuardTopic[]
  /** A caller that this outcome proves to be there. */
  readonly proves?: { readonly text: string; readonly call?: t.CallExpression }
}

const MOST_DEPTH = 6

/** Reads a test with its outcome. */
export function readTest(cx: AnalysisContext, expression: t.Expression, holds: boolean, depth = 0): Reading {
  const { ts } = cx
  const node = unwrap(ts, expression)
  if (depth > MOST_DEPTH) return { topics: ['other'] }
  const again = (e: t.Expression, outcome: boolean): Reading => readTest(cx, e, outcome, depth + 1)
  if (ts.isAwaitExpression(node)) return again(node.expression, holds)
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken) return again(node.operand, !holds)
  if (ts.isBinaryExpression(node)) {
    const operator = node.operatorToken.kind
    const isAnd = operator === ts.SyntaxKind.AmpersandAmpersandToken
    if (isAnd || operator === ts.SyntaxKind.BarBarToken) {
      const [left, right] = [again(node.left, holds), again(node.right, holds)]
      // both hold for (a && b) true and (a || b) false; otherwise either may be the reason
      if (isAnd === holds) return both(left, right)
      return either(left, right)
    }
    if (operator === ts.SyntaxKind.QuestionQuestionToken) return either(again(node.left, holds), again(node.right, holds))
    return readComparison(cx, node, holds)
  }
  if (ts.isCallExpression(node)) return readCall(cx, node, holds, depth)
  if (ts.isIdentifier(node) || isAccess(ts, node)) return readValue(cx, node, holds, depth)
  return { topics: ['other'] }
}

function both(left: Reading, right: Reading): Reading {
  const proves = left.proves ?? right.proves
  return { topics: unique([...left.topics, ...right.topics]), ...(proves && { proves }) }
}

function either(left: Reading, right: Reading): Reading {
  return { topics: unique([...left.topics, ...right.topics]) }
}

function unique(topics: readonly GuardTopic[]): readonly GuardTopic[] {
  const speaking = topics.filter((topic) => topic !== 'other')
  return speaking.length > 0 ? [...new Set(speaking)] : ['other']
}

function readComparison(cx: AnalysisContext, node: t.BinaryExpression, holds: boolean): Reading {
  const { ts } = cx
  const text = node.operatorToken.getText()
  const equal = text === '===' || text === '=='
  const isEquality = equal || text === '!==' || text === '!='
  const sides = [node.left, node.right].map((side) => unwrapAwait(ts, side))
  const empty = sides.findIndex((side) => side.kind === ts.SyntaxKind.NullKeyword || (ts.isIdentifier(side) && side.text === 'undefined') || (ts.isStringLiteralLike(side) && (side.text === '' || side.text === 'undefined')))
  if (isEquality && empty >= 0) {
    const other = sides[1 - empty]
    const target = other && ts.isTypeOfExpression(other) ? other.expression : other
    return target ? readTest(cx, target, equal ? !holds : holds, MOST_DEPTH - 2) : { topics: ['other'] }
  }
  const boolean = sides.findIndex((side) => side.kind === ts.SyntaxKind.TrueKeyword || side.kind === ts.SyntaxKind.FalseKeyword)
  if (isEquality && boolean >= 0) {
    const other = sides[1 - boolean]
    const isTrue = sides[boolean]?.kind === ts.SyntaxKind.TrueKeyword
    return other ? readTest(cx, other, equal === holds ? isTrue : !isTrue, MOST_DEPTH - 2) : { topics: ['other'] }
  }
  const principal = sides.map((side) => principalOf(cx, side)).find((one) => one !== undefined)
  const names = sides.map((side) => speakingName(cx, side))
  const optional = principal !== undefined && sides.some((side) => hasOptionalAccess(cx, side) && principalOf(cx, side) !== undefined)
  const matches = isEquality ? equal === holds : holds
  if (isEquality && matches) {
    // a property of the caller has a certain value: then there is a caller (undefined equals no literal)
    const proves = principal && sides.some((side) => ts.isStringLiteralLike(side) || ts.isNumericLiteral(side)) ? { text: principal.text, ...(principal.call && { call: principal.call }) } : undefined
    const state = names.map(topicOfName).find((topic) => topic === 'permission')
    return { topics: state ? ['permission'] : ['other'], ...(proves && { proves }) }
  }
  const topics: GuardTopic[] = []
  if (names.some((name) => isSecretName(name)) && !names.some((name) => topicOfName(name) === 'permission')) topics.push('invalid-credentials')
  else if (names.some((name) => ['policy', 'step-up'].includes(topicOfName(name)))) topics.push(...names.map(topicOfName).filter((topic) => topic === 'policy' || topic === 'step-up'))
  else if (principal) topics.push('permission')
  else if (names.some((name) => topicOfName(name) === 'permission')) topics.push('permission')
  else if (isEquality && names.some((name) => / (?:user id|owner id|author id|creator id|created by|team id|organization id|org id|tenant id|workspace id|account id|hashid) /.test(wordsOf(name)))) topics.push('permission')
  if (topics.includes('permission') && optional) topics.push('missing-principal')
  return { topics: topics.length > 0 ? topics : ['other'] }
}

/** Compared with one another, these are credentials: the client's and the expected one. */
function isSecretName(name: string): boolean {
  return / (?:token|secret|password|hash|signature|sig|hmac|digest|api key|apikey|nonce|otp|credential|credentials|authorization|auth header|basic auth|checksum|pass|passwd|pwd|passcode|code) /.test(wordsOf(name)) && !/ (?:type|status|error|status code|owner|scope) /.test(wordsOf(name))
}

function readCall(cx: AnalysisContext, node: t.CallExpression, holds: boolean, depth: number): Reading {
  const { ts } = cx
  const name = speakingName(cx, node)
  const principal = principalOf(cx, node)
  if (holds) {
    if (principal?.call === node || (principal && principal.node === node)) return { topics: ['other'], proves: { text: principal.text, call: node } }
    if (/^(?:includes|some|has|every)$/.test(name) && isAccess(ts, node.expression)) {
      const list = principalOf(cx, node.expression.expression)
      if (list && !hasOptionalAccess(cx, node.expression)) return { topics: ['other'], proves: { text: list.text } }
    }
    return { topics: negativeState(name) ? ['permission'] : ['other'] }
  }
  const args = node.arguments.map((argument) => argument.getText().slice(0, 200)).join(' ')
  if (isVerification(pathText(cx, node.expression).split('.').slice(-2).join(' '), args)) return { topics: ['invalid-credentials'] }
  if (principal) return { topics: ['missing-principal'] }
  if (/^(?:includes|some|every|has|indexOf|find|test|match|startsWith)$/.test(name) && isAccess(ts, node.expression)) {
    const parts = [node.expression.expression, ...node.arguments.filter((argument) => !isFunctionNode(ts, unwrap(ts, argument)))]
    const caller = parts.map((part) => principalOf(cx, part)).find((one) => one !== undefined)
    const optional = parts.some((part) => hasOptionalAccess(cx, part)) || node.questionDotToken !== undefined || (isAccess(ts, node.expression) && node.expression.questionDotToken !== undefined)
    const topics = parts.map((part) => topicOfName(speakingName(cx, part)))
    if (topics.includes('policy')) return { topics: ['policy'] }
    if (caller || topics.includes('permission')) return { topics: optional && caller ? ['permission', 'missing-principal'] : ['permission'] }
    return { topics: topics.includes('invalid-credentials') ? ['invalid-credentials'] : ['other'] }
  }
  const topic = topicOfName(name)
  if (topic === 'invalid-credentials' && !/^(?:is|has|verify|validate|check|compare|match)/i.test(name)) return { topics: ['other'] }
  if (topic === 'other' && depth < MOST_DEPTH) return lookup(cx, node)
  return { topics: [topic] }
}

/** The truth of a variable or a member. */
function readValue(cx: AnalysisContext, node: t.Expression, holds: boolean, depth: number): Reading {
  const { ts } = cx
  const name = speakingName(cx, node)
  const principal = principalOf(cx, node)
  if (holds) {
    const proves = principal ? { text: principal.text, ...(principal.call && { call: principal.call }) } : undefined
    if (negativeState(name)) return { topics: ['permission'], ...(proves && !hasOptionalAccess(cx, node) ? { proves } : proves && { proves }) }
    if (isErrorOfVerification(cx, node)) return { topics: ['invalid-credentials'] }
    return { topics: ['other'], ...(proves && { proves }) }
  }
  if (principal) {
    // the caller himself, or one of his rights
    if (isCaller(cx, principal.node, node)) return { topics: ['missing-principal'] }
    const topic = topicOfName(name)
    if (topic === 'step-up') return { topics: ['step-up'] }
    if (topic === 'permission' || topic === 'other') return { topics: hasOptionalAccess(cx, node) ? ['permission', 'missing-principal'] : [topic] }
    return { topics: ['missing-principal'] }
  }
  if (ts.isIdentifier(node)) {
    const origin = originOf(cx, node)
    if (origin && depth < MOST_DEPTH) {
      const value = unwrapAwait(ts, origin.value)
      const own = topicOfName(origin.property ?? node.text)
      if (ts.isCallExpression(value)) {
        const read = readCall(cx, value, false, depth + 1)
        if (read.topics[0] !== 'other') return read.topics[0] === 'missing-principal' || own === 'other' || own === 'missing-principal' ? read : { topics: [own === 'permission' ? 'permission' : (read.topics[0] ?? own)] }
        return { topics: [own === 'permission' || own === 'step-up' || own === 'policy' ? own : isCredentialName(node.text) ? 'missing-principal' : 'other'] }
      }
      if (ts.isBinaryExpression(value) || ts.isPrefixUnaryExpression(value)) {
        const read = readTest(cx, value, false, depth + 1)
        if (read.topics[0] !== 'other') return read
      }
    }
  }
  const topic = topicOfName(name)
  if (isCredentialName(name) && !/^(?:is|has|verify|valid|match)/i.test(name)) return { topics: ['missing-principal'] }
  // a user that nobody has authenticated is a row of a table
  return { topics: [topic === 'missing-principal' ? 'other' : topic] }
}

/** States that refuse when they hold. */
function negativeState(name: string): boolean {
  return / (?:suspended|banned|blocked|disabled|deactivated|deleted|locked|unverified|inactive|archived|expired plan|pending approval) /.test(wordsOf(name)) && !/ token /.test(wordsOf(name))
}

function isCaller(cx: AnalysisContext, caller: t.Expression, node: t.Expression): boolean {
  if (caller === node || unwrapAwait(cx.ts, caller) === unwrapAwait(cx.ts, node)) return true
  return /^(?:id|_id|userId|user_id|sub|uid|email|user|uuid|accountId|username|name)$/.test(speakingName(cx, node))
}

/** Which look-up it was that found nothing: one filtered by the caller is about membership, one by credentials about these. */
function lookup(cx: AnalysisContext, node: t.CallExpression): Reading {
  const { ts } = cx
  let isByCaller = false
  let isByCredential = false
  const visit = (child: t.Node): void => {
    if (isByCaller) return
    if (ts.isExpression(child) && (isAccess(ts, child) || ts.isIdentifier(child))) {
      const caller = principalOf(cx, child)
      if (caller && isCaller(cx, caller.node, child)) isByCaller = true
      if (ts.isPropertyAccessExpression(child.parent) && child.parent.name === child) return
      const name = speakingName(cx, child)
      if (isCredentialName(name) && !ts.isPropertyAssignment(child.parent)) isByCredential = true
    }
    ts.forEachChild(child, visit)
  }
  node.arguments.forEach(visit)
  if (isByCaller) return { topics: ['permission'] }
  return { topics: [isByCredential ? 'invalid-credentials' : 'other'] }
}

/** `err` of a verify callback: `jwt.verify(token, key, (err, user) => { if (err) … })`. */
function isErrorOfVerification(cx: AnalysisContext, node: t.Expression): boolean {
  const { ts } = cx
  const root = rootOf(cx, node)
  const declaration = root && root === node ? findDeclaration(ts, root) : undefined
  if (declaration === undefined || !ts.isParameter(declaration)) return false
  const fn = declaration.parent
  if (fn.parameters[0] !== declaration || !ts.isCallExpression(fn.parent)) return false
  const args = fn.parent.arguments.filter((argument) => argument !== fn).map((argument) => argument.getText().slice(0, 200)).join(' ')
  return isVerification(pathText(cx, fn.parent.expression).split('.').slice(-2).join(' '), args)
}

/** What a `catch` says: the credentials were refused when its `try` does nothing but check them. */
export function readCatch(cx: AnalysisContext, clause: t.CatchClause): Reading {
  const { ts } = cx
  let verifies = false
  let others = 0
  const visit = (node: t.Node): void => {
    if (isFunctionNode(ts, node)) return
    if (ts.isCallExpression(node)) {
      const args = node.arguments.map((argument) => argument.getText().slice(0, 200)).join(' ')
      if (isVerification(pathText(cx, node.expression).split('.').slice(-2).join(' '), args)) verifies = true
      else if (/^(?:find\w*|get\w*|create\w*|update\w*|delete\w*|insert\w*|save|query|fetch|axios|post|send\w*)$/.test(memberOrName(cx, node))) others += 1
    }
    ts.forEachChild(node, visit)
  }
  visit(clause.parent.tryBlock)
  return { topics: verifies ? (others === 0 ? ['invalid-credentials'] : ['invalid-credentials', 'other']) : ['other'] }
}

function memberOrName(cx: AnalysisContext, node: t.CallExpression): string {
  const { ts } = cx
  return isAccess(ts, node.expression) ? (memberName(ts, node.expression) ?? '') : speakingName(cx, node)
}

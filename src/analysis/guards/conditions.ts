import type * as t from 'typescript'
import type { GuardTopic } from '../../model/guard.js'
import type { AnalysisContext } from '../context.js'
import { remembered } from '../remembered.js'
import { findDeclaration } from '../scope.js'
import { enclosingFunction, isAccess, isFunctionNode, memberName, unwrap, unwrapAwait } from '../syntax.js'
import { readComparison } from './comparisons.js'
import { sentCredential } from './credentials.js'
import { isOfMaybeCaller, isRevocation, lookupOf, lookupTopic } from './lookups.js'
import { guardedValue, hasOptionalAccess, originOf, pathText, rootOf, speakingName } from './names.js'
import { isTokenClaim, outcomeTopic, outcomeTopicOf } from './outcomes.js'
import { isIdentity, principalOf } from './principals.js'
import { isClientInput } from './provenance.js'
import { about, both, either, MISFIT, OTHER, proof, type Reading } from './reading.js'
import { spokenTopic } from './spoken.js'
import { isCredentialName, isRefusingState, isRevokedState, topicOfName, wordsOf } from './topics.js'
import { onlyDecodes, verifies } from './verifications.js'

const MOST_DEPTH = 7

/** Reads a test with its outcome. What the client sends is no right and no state of the caller, whatever it is called. */
export function readTest(cx: AnalysisContext, expression: t.Expression, holds: boolean, depth = 0): Reading {
  if (depth > 0) return readAt(cx, expression, holds, depth)
  return (holds ? readTrue : readFalse)(cx, expression)
}

const readTrue = remembered((cx, expression: t.Expression) => readAt(cx, expression, true, 0))
const readFalse = remembered((cx, expression: t.Expression) => readAt(cx, expression, false, 0))

function readAt(cx: AnalysisContext, expression: t.Expression, holds: boolean, depth: number): Reading {
  const reading = readAny(cx, expression, holds, depth)
  return reading.topics.includes('permission') && isClientInput(cx, expression) ? OTHER : reading
}

function readAny(cx: AnalysisContext, expression: t.Expression, holds: boolean, depth: number): Reading {
  const { ts } = cx
  const node = unwrapAwait(ts, expression)
  if (depth > MOST_DEPTH) return OTHER
  const again = (e: t.Expression, outcome: boolean): Reading => readTest(cx, e, outcome, depth + 1)
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken)
    return again(node.operand, !holds)
  if (ts.isBinaryExpression(node)) {
    const operator = node.operatorToken.kind
    const isAnd = operator === ts.SyntaxKind.AmpersandAmpersandToken
    if (isAnd || operator === ts.SyntaxKind.BarBarToken) {
      const [left, right] = [again(node.left, holds), again(node.right, holds)]
      // both hold for (a && b) true and (a || b) false; otherwise either may be the reason
      if (isAnd === holds) return both(left, right)
      const mixed = either(left, right)
      return mixed.topics.includes('permission') && testsHolder(cx, node)
        ? either(mixed, about('missing-principal'))
        : mixed
    }
    if (operator === ts.SyntaxKind.QuestionQuestionToken)
      return either(again(node.left, holds), again(node.right, holds))
    if (operator === ts.SyntaxKind.InKeyword) return readIn(cx, node, holds)
    return readComparison(cx, node, holds, again)
  }
  const guarded = guardedValue(cx, node)
  if (guarded) {
    const [test, value] = [again(guarded.test, guarded.holds === holds), again(guarded.value, holds)]
    return holds ? both(test, value) : either(test, value)
  }
  if (ts.isCallExpression(node)) return readCall(cx, node, holds, depth)
  if (ts.isIdentifier(node) || isAccess(ts, node))
    return holds ? readPresent(cx, node, depth) : readAbsent(cx, node, depth)
  return OTHER
}

/** `'user' in authentication`. */
function readIn(cx: AnalysisContext, node: t.BinaryExpression, holds: boolean): Reading {
  const part = cx.ts.isStringLiteralLike(node.left) ? outcomeTopicOf(cx, node.left.text, node.right) : undefined
  if (part) return about(part)
  const principal = principalOf(cx, node.right)
  if (principal === undefined) return OTHER
  return holds ? proof(principal) : about('missing-principal')
}

/** `!ctx || ctx.actor.type !== 'user'`: without the holder there is no caller either. */
function testsHolder(cx: AnalysisContext, node: t.BinaryExpression): boolean {
  const { ts } = cx
  const left = unwrap(ts, node.left)
  const tested = ts.isPrefixUnaryExpression(left) ? unwrap(ts, left.operand) : left
  if (!ts.isIdentifier(tested)) return false
  let found = false
  const visit = (child: t.Node): void => {
    if (found) return
    if (isAccess(ts, child) && rootOf(cx, child)?.text === tested.text && principalOf(cx, child)) found = true
    ts.forEachChild(child, visit)
  }
  visit(node.right)
  return found
}

/** What is checked besides the credentials of a stranger: the password of a caller who is known, or the one of a thing that is shared. */
function checkedAgain(cx: AnalysisContext, call: t.CallExpression): GuardTopic | undefined {
  const { ts } = cx
  if (topicOfName(speakingName(cx, call)) === 'step-up') return 'step-up'
  const words = call.arguments.map((argument) => wordsOf(pathText(cx, argument)))
  if (
    !words.some((one) => / (?:password|passwd|pwd|pin|passphrase) /.test(` ${one} ${wordsOf(speakingName(cx, call))} `))
  )
    return undefined
  if (words.some((one) => / (?:old|current|existing|previous) (?:password|passwd|pwd|pin) /.test(one))) return 'step-up'
  if (words.some((one) => SHARED.test(one))) return 'unclear'
  const isCallers = call.arguments.some((argument) => {
    const node = unwrapAwait(ts, argument)
    const principal = principalOf(cx, node)
    return principal !== undefined && principal.weak !== true
  })
  return isCallers ? 'step-up' : undefined
}

/** Things that have a password of their own: whoever knows it may see them, whoever he is. */
const SHARED =
  / (?:share|shares|link|links|file|files|folder|document|room|meeting|survey|poll|paste|note|album|gallery|board|page|secret|event|invite) (?:\w+ )*(?:password|passwd|pwd|pin|hash|passphrase) /

/** Membership of a list: its receiver and what is looked for. */
const AMONG = /^(?:includes|some|every|has|indexOf|find|test|match|startsWith|isMember|contains)$/

function readCall(cx: AnalysisContext, node: t.CallExpression, holds: boolean, depth: number): Reading {
  const { ts } = cx
  const name = speakingName(cx, node)
  const principal = principalOf(cx, node)
  const isAmong = AMONG.test(name) && isAccess(ts, node.expression)
  const outcome = isAccess(ts, node.expression) ? outcomeTopic(cx, node.expression) : undefined
  if (outcome) return about(outcome)
  if (holds) {
    if (principal && isIdentity(principal.tail)) return proof(principal)
    if (isAmong && isAccess(ts, node.expression)) {
      const list = principalOf(cx, node.expression.expression)
      if (list) return proof(list)
      // `team.plan.includes('free')`: a right, or the lack of one, by its value
      const [value] = node.arguments
      const isRight = topicOfName(speakingName(cx, node.expression.expression)) === 'permission'
      if (isRight && value && ts.isStringLiteralLike(value)) return about('permission')
    }
    if (verifies(cx, node)) return OTHER
    return about(isRefusingState(name) ? 'permission' : isRevokedState(name) ? 'unclear' : 'other')
  }
  if (verifies(cx, node))
    return {
      ...about(checkedAgain(cx, node) ?? 'invalid-credentials'),
      ...(onlyDecodes(cx, node) && { oneSided: true }),
    }
  if (principal) {
    if (isIdentity(principal.tail)) return about('missing-principal')
    return principal.optional
      ? about('permission', 'missing-principal')
      : about(topicOfName(name) === 'step-up' ? 'step-up' : 'permission')
  }
  if (isAmong && isAccess(ts, node.expression)) return readAmong(cx, node, node.expression)
  const topic = topicOfName(name)
  if (topic === 'permission' || topic === 'step-up' || topic === 'policy') return about(topic)
  if (depth < MOST_DEPTH) {
    const found = lookupTopic(cx, node)
    // the account behind valid credentials is no permission
    if (found === 'permission' && isOfMaybeCaller(cx, node)) return about('permission', 'missing-principal')
    if (found) return about(found === 'permission' && topic === 'unclear' ? 'unclear' : found)
  }
  return about(topic)
}

/** `roles.includes(user.role)` is false: a right is missing; `keys.includes(apiKey)`: a credential is unknown. */
function readAmong(
  cx: AnalysisContext,
  node: t.CallExpression,
  callee: t.PropertyAccessExpression | t.ElementAccessExpression,
): Reading {
  const { ts } = cx
  const parts = [callee.expression, ...node.arguments.filter((argument) => !isFunctionNode(ts, unwrap(ts, argument)))]
  const callers = parts.flatMap((part) => principalOf(cx, part) ?? [])
  const topics = parts.map((part) => spokenTopic(cx, part))
  const isKind = parts.some(
    (part) => / ?(?:type|token_type|typ)$/.test(speakingName(cx, part)) && !topics.includes('permission'),
  )
  if (topics.includes('policy')) return about('policy')
  if (parts.some((part) => isTokenClaim(cx, part))) return MISFIT
  if (callers.length > 0 || topics.includes('permission')) {
    if (isKind && callers.some((one) => one.call !== undefined)) return about('unclear')
    const optional =
      callers.some((one) => one.optional) ||
      (callers.length > 0 && (hasOptionalAccess(cx, callee) || node.questionDotToken !== undefined))
    return optional ? about('permission', 'missing-principal') : about('permission')
  }
  const callback = node.arguments.find((argument) => isFunctionNode(ts, unwrap(ts, argument)))
  if (callback && /^(?:find|some|filter)$/.test(memberName(ts, callee) ?? '') && comparesSent(cx, callback))
    return about('invalid-credentials')
  const isKeyTest =
    /^(?:some|find|includes|has)$/.test(memberName(ts, callee) ?? '') &&
    parts.some((part) => sentCredential(cx, part) !== undefined)
  if (isKeyTest) return about('invalid-credentials')
  if (callback && /\b(?:keys?|tokens?|secrets?)\b/i.test(callee.expression.getText())) return about('unclear')
  return about(topics.includes('unclear') ? 'unclear' : 'other')
}

/** `users.find((one) => one.refreshToken === refreshToken)`. */
function comparesSent(cx: AnalysisContext, callback: t.Node): boolean {
  const { ts } = cx
  let found = false
  const visit = (node: t.Node): void => {
    if (found) return
    if (
      ts.isBinaryExpression(node) &&
      /^===?$/.test(node.operatorToken.getText()) &&
      [node.left, node.right].some((side) => sentCredential(cx, side) !== undefined)
    )
      found = true
    ts.forEachChild(node, visit)
  }
  visit(callback)
  return found
}

/** Something is there, or true. */
function readPresent(cx: AnalysisContext, node: t.Expression, depth: number): Reading {
  const { ts } = cx
  const name = speakingName(cx, node)
  const principal = principalOf(cx, node)
  if (isErrorOfVerification(cx, node)) return about('invalid-credentials')
  const outcome = outcomeTopic(cx, node)
  if (outcome) return about(outcome)
  const call = ts.isIdentifier(node) || isAccess(ts, node) ? lookupOf(cx, node) : undefined
  if (call && isRevocation(cx, name, call)) return { topics: ['invalid-credentials'], oneSided: true }
  if (isRevokedState(name)) return proof(principal, ['unclear'])
  if (isRefusingState(name)) return proof(principal, ['permission'])
  if (principal) return proof(principal)
  const made = testBehind(cx, node)
  if (made && depth < MOST_DEPTH) {
    const reading = readTest(cx, made, true, depth + 1)
    if (reading.proves) return { topics: ['other'], proves: reading.proves }
    if (reading.topics.includes('permission')) return about('permission')
  }
  return OTHER
}

/** Something is missing, or false. */
function readAbsent(cx: AnalysisContext, node: t.Expression, depth: number): Reading {
  const { ts } = cx
  const name = speakingName(cx, node)
  const own = topicOfName(name)
  if (isTokenClaim(cx, node)) return MISFIT
  const outcome = outcomeTopic(cx, node)
  if (outcome) return about(outcome)
  const principal = principalOf(cx, node)
  if (principal) {
    // a token that is kept in the browser's session
    if (principal.weak && sentCredential(cx, node)) return about('missing-principal')
    // a caller who is there and has no id is somebody else than was thought, not nobody
    if (isIdentity(principal.tail))
      return about(
        // an actor without a user is an application, not nobody
        principal.own || (principal.tail.length > 0 && isActor(cx, principal.node))
          ? 'unclear'
          : principal.optional || principal.tail.every((part) => /^user$/i.test(part))
            ? 'missing-principal'
            : 'unclear',
      )
    if (own === 'step-up' || own === 'policy') return about(own)
    if (principal.optional && isIdOfCaller(principal.tail)) return about('missing-principal')
    if (principal.optional) return about('permission', 'missing-principal')
    // `!result.found`: of what a call gave back, before anything of it has been tested
    const isUntold = own === 'other' && principal.call !== undefined && principal.tail.length === 1
    return about(
      isUntold || (own === 'unclear' && isCredentialName(name))
        ? 'unclear'
        : own === 'other' && principal.weak !== true
          ? 'permission'
          : own,
    )
  }
  if (own === 'step-up' || own === 'policy') return about(own)
  const made = testBehind(cx, node)
  if (made && depth < MOST_DEPTH) {
    const value = unwrapAwait(ts, made)
    if (!ts.isCallExpression(value) || isAccess(ts, node)) {
      const reading = readTest(cx, value, false, depth + 1)
      if (reading.topics[0] !== 'other') return reading
    }
  }
  const call = lookupOf(cx, node)
  if (call && depth < MOST_DEPTH) {
    const reading = readTest(cx, call, false, depth + 1)
    if (reading.topics.length > 1) return reading
    const [found] = reading.topics
    if (found !== undefined && found !== 'other')
      return { ...about(merge(found, own, name)), ...(reading.oneSided === true && { oneSided: true }) }
  }
  if (sentCredential(cx, node)) return about('missing-principal')
  if (call && own === 'unclear' && isLoginLookup(cx, call)) return { topics: ['invalid-credentials'], oneSided: true }
  return about(own)
}

/** `session.userSession?.userId`: the id of whoever is kept there under a name that speaks of a caller; without it, nobody is. */
function isIdOfCaller(tail: readonly string[]): boolean {
  const [id, ...holders] = tail.toReversed()
  return id !== undefined && isIdentity([id]) && holders.every((name) => topicOfName(name) === 'unclear')
}

/** `actor` in `actor.user`: whoever acts, which need not be a user; without `?.` it is there. */
function isActor(cx: AnalysisContext, node: t.Expression): boolean {
  return cx.ts.isIdentifier(node) && /^(?:actor|principal|identity|caller)$/.test(node.text)
}

/** The user of a login, looked up by what was typed, in a function that goes on to check the password. */
function isLoginLookup(cx: AnalysisContext, call: t.CallExpression): boolean {
  const fn = enclosingFunction(cx.ts, call)
  if (
    fn === undefined ||
    !/email|username|login|phone/i.test(call.arguments.map((argument) => argument.getText()).join(' '))
  )
    return false
  const rest = cx.ts.isFunctionLike(fn) ? fn.getText().slice(Math.max(0, call.end - fn.getStart())) : ''
  return (
    /\b(?:compare|compareSync|verify\w*|checkPassword|validatePassword|matchPassword|comparePassword\w*|isValidPassword)\(/.test(
      rest,
    ) && /password/i.test(rest)
  )
}

/** What a call says and what the name of its result says: a user that was not found by an e-mail is no missing caller. */
function merge(found: GuardTopic, own: GuardTopic, name: string): GuardTopic {
  if (own === 'permission' && found === 'missing-principal') return 'unclear'
  if (own === 'permission' && found !== 'invalid-credentials') return 'permission'
  // a missing `user`, `session` or `apiKey` may be the caller; a missing `sessionOrg` is not
  if (
    found === 'permission' &&
    own === 'unclear' &&
    / (?:user|account|session|token|key|auth|credentials?|profile|client|login) $/.test(wordsOf(name))
  )
    return 'unclear'
  return found
}

/** The test that a variable holds the result of: `const isOwner = a.id === b.id`. */
function testBehind(cx: AnalysisContext, node: t.Expression): t.Expression | undefined {
  const { ts } = cx
  if (!ts.isIdentifier(node)) return undefined
  const origin = originOf(cx, node)
  if (origin === undefined || origin.property !== undefined) return undefined
  const value = unwrapAwait(ts, origin.value)
  if (ts.isConditionalExpression(value)) return guardedValue(cx, value) && value
  return ts.isBinaryExpression(value) || ts.isPrefixUnaryExpression(value) || ts.isCallExpression(value)
    ? value
    : undefined
}

/** `err` of a verify callback: `jwt.verify(token, key, (err, user) => { if (err) … })`, or of a promise's `catch`. */
function isErrorOfVerification(cx: AnalysisContext, node: t.Expression): boolean {
  const { ts } = cx
  const root = rootOf(cx, node)
  const declaration = root && root === node ? findDeclaration(ts, root) : undefined
  if (declaration === undefined || !ts.isParameter(declaration)) return false
  const fn = declaration.parent
  return fn.parameters[0] === declaration && ts.isCallExpression(fn.parent) && verifies(cx, fn.parent)
}

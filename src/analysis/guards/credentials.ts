import type * as t from 'typescript'
import type { AnalysisContext } from '../context.js'
import { occurrencesOf } from '../occurrences.js'
import { findDeclaration, isAssignment } from '../scope.js'
import { enclosingFunction, unwrapAwait } from '../syntax.js'
import { originOf, pathText, speakingName } from './names.js'
import { isCredentialName, isVerification } from './topics.js'

/** Where a credential came in. */
export type CredentialSource = 'header' | 'cookie' | 'body'

const HEADER =
  /\bheaders?\b|\bauthorization\b|\b(?:req|request|ctx|c\.req)\.(?:get|header)\(|(?:token|bearer|api_?key|credentials)\w*\(\s*(?:req|request|event|ctx|c|context)\b/i
const COOKIE = /\bcookies?\b|\breq(?:uest)?\.session\.\w*token\b|\bgetCookie\(|\bsignedCookies\b/i
const HASHING = /hash|sha\d*|digest|(?:^|\.)(?:String|encode\w*|extract\w*|from)$/i
const MOST_STEPS = 5

/**
 * Whether an expression is a credential that the client sent: a header, a cookie or (for logins and refreshes) a field of the body
 * whose name says so. Query and path parameters are links that were handed out, and missing ones are bad requests.
 */
export function sentCredential(cx: AnalysisContext, expression: t.Expression): CredentialSource | undefined {
  const trail = trailOf(cx, expression)
  const source = trail.some((text) => HEADER.test(text))
    ? 'header'
    : trail.some((text) => COOKIE.test(text))
      ? 'cookie'
      : trail.some((text) => /\bbody\b/.test(text))
        ? 'body'
        : undefined
  if (source === undefined || trail.some(namesCredential)) return source
  return source === 'header' && goesOnAsCredential(cx, expression) ? source : undefined
}

/** A header of any name whose value is kept or checked as a credential further on: `req.token = header`, `verify(header)`. */
function goesOnAsCredential(cx: AnalysisContext, expression: t.Expression): boolean {
  const { ts } = cx
  const variable = sourceOf(cx, expression)
  const declaration = variable && findDeclaration(ts, variable)
  if (variable === undefined || declaration === undefined || !ts.isVariableDeclaration(declaration)) return false
  return occurrencesOf(ts, enclosingFunction(ts, declaration) ?? declaration.getSourceFile(), variable.text).some(
    (use) => {
      const { parent } = use
      if (!ts.isIdentifier(use) || findDeclaration(ts, use) !== declaration) return false
      if (ts.isBinaryExpression(parent) && parent.right === use && isAssignment(ts, parent.operatorToken.kind))
        return isCredentialName(speakingName(cx, parent.left))
      if (ts.isVariableDeclaration(parent) && parent.initializer === use) return isCredentialName(parent.name.getText())
      return (
        ts.isCallExpression(parent) && parent.expression !== use && isVerification(pathText(cx, parent.expression), '')
      )
    },
  )
}

/** Names and literals in a text, one of which is a credential's: `req.headers['x-access-token']`, `authHeader`. */
function namesCredential(text: string): boolean {
  return (text.match(/[A-Za-z_$][\w$-]*/g) ?? []).some(
    (name) => !/^(?:headers?|cookies?|get|split|authorization\w+Server)$/.test(name) && isCredentialName(name),
  )
}

/** The expression and what it was made of, as far as variables lead: texts of one line. */
function trailOf(cx: AnalysisContext, expression: t.Expression): readonly string[] {
  const { ts } = cx
  const trail: string[] = []
  let node = unwrapAwait(ts, expression)
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const text = node.getText()
    // a call of the project with many arguments makes something else of the credential
    if (text.length > 200) return trail
    trail.push(text)
    const identifier = sourceOf(cx, node)
    const origin = identifier && originOf(cx, identifier)
    if (origin === undefined) return trail
    if (origin.property !== undefined) trail.push(origin.property)
    const value = unwrapAwait(ts, origin.value)
    if (ts.isCallExpression(value) && !isReader(cx, value)) return trail
    node = value
  }
  return trail
}

/** Calls that only read or cut a credential. */
function isReader(cx: AnalysisContext, call: t.CallExpression): boolean {
  return /(?:^|\.)(?:get\w*|header|split|replace|slice|substring|substr|trim|pop|shift|at|toString|extract\w*|String|parseBearer\w*|read\w*|match|cookies?|headers?|hash\w*|sha\w*|digest|update|createHash|createHmac|encode\w*|from|toLowerCase)$/.test(
    pathText(cx, call.expression),
  )
}

/** The variable that a simple expression is cut out of: `header` in `header && header.split(' ')[1]`. */
function sourceOf(cx: AnalysisContext, node: t.Expression): t.Identifier | undefined {
  const { ts } = cx
  let at = unwrapAwait(ts, node)
  for (;;) {
    if (ts.isIdentifier(at)) return at
    // hashToken(token), argon2.hash(password)
    const [first] = ts.isCallExpression(at) ? at.arguments : []
    if (first && ts.isCallExpression(at) && HASHING.test(pathText(cx, at.expression))) at = unwrapAwait(ts, first)
    else if (ts.isPropertyAccessExpression(at) || ts.isElementAccessExpression(at) || ts.isCallExpression(at))
      at = unwrapAwait(ts, at.expression)
    else if (ts.isBinaryExpression(at)) at = unwrapAwait(ts, at.left)
    else if (ts.isConditionalExpression(at)) at = unwrapAwait(ts, at.whenTrue)
    else return undefined
  }
}

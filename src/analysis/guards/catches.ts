import type * as t from 'typescript'
import type { AnalysisContext } from '../context.js'
import { isAccess, isFunctionNode, memberName } from '../syntax.js'
import { speakingName } from './names.js'
import { OTHER, type Reading } from './reading.js'
import { verifies } from './verifications.js'

/** Calls that may fail for reasons of their own, so that a failure says nothing about the credentials. */
const OTHER_WORK =
  /^(?:find\w*|get\w*|create\w*|update\w*|delete\w*|insert\w*|save|query|fetch|axios|post|send\w*|execute|remove|set\w*)$/
/** A login at somebody else: the names of what is handed over. */
const LOGIN =
  /\bpassword\b[\s\S]*\b(?:grant_?type|client_?secret|username|email)\b|\b(?:grant_?type|username|email)\b[\s\S]*\bpassword\b/i

/** What a `catch` says, and the check that it is about: the credentials were refused when its `try` does nothing but check them. */
export function readCatch(cx: AnalysisContext, clause: t.CatchClause): Reading & { readonly check?: t.CallExpression } {
  const { ts } = cx
  let check: t.CallExpression | undefined
  let others = 0
  const visit = (node: t.Node): void => {
    if (isFunctionNode(ts, node)) return
    if (ts.isCallExpression(node)) {
      const name = isAccess(ts, node.expression) ? (memberName(ts, node.expression) ?? '') : speakingName(cx, node)
      const args = node.arguments.map((argument) => argument.getText()).join(' ')
      if (
        verifies(cx, node) ||
        /^jwtVerify$/.test(name) ||
        (/^(?:post|request|axios|fetch|login|signIn|token)$/i.test(name) && LOGIN.test(args))
      )
        check ??= node
      else if (OTHER_WORK.test(name) && !isReadingOfRequest(cx, node)) others += 1
    }
    ts.forEachChild(node, visit)
  }
  visit(clause.parent.tryBlock)
  if (check === undefined) return OTHER
  return { topics: others === 0 ? ['invalid-credentials'] : ['unclear'], check }
}

/** `req.get('authorization')`, `headers.get(…)`: no work of its own. */
function isReadingOfRequest(cx: AnalysisContext, call: t.CallExpression): boolean {
  return (
    /^(?:get|header|getHeader|getCookie|set)$/.test(speakingName(cx, call)) &&
    /\b(?:headers|req|request|cookies|ctx|c|res|state)\b/.test(call.expression.getText())
  )
}

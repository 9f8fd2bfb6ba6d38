import type * as t from 'typescript'
import type { AnalysisContext } from '../context.js'
import { pathOf } from '../resolve.js'
import { functionOf } from '../called-function.js'
import { enclosingFunction } from '../syntax.js'
import { pathText, speakingName } from './names.js'
import { isVerification, wordsOf } from './topics.js'

/** Callee and arguments of a call as texts, for the judgement by name. */
export function verifies(cx: AnalysisContext, call: t.CallExpression): boolean {
  if (isSignedLink(cx, call)) return false
  const args = call.arguments.map((argument) => argument.getText().slice(0, 200)).join(' ')
  return isVerification(pathText(cx, call.expression).split('.').slice(-2).join(' '), args)
}

/** Links that were signed for whoever holds them: their protocols answer 403 (S3's presigned URLs). */
function isSignedLink(cx: AnalysisContext, call: t.CallExpression): boolean {
  const fn = enclosingFunction(cx.ts, call)
  const name =
    fn &&
    (('name' in fn ? fn.name?.getText() : undefined) ??
      (cx.ts.isVariableDeclaration(fn.parent) ? fn.parent.name.getText() : ''))
  return /sign(?:ed)?_?(?:url|upload|link|put|get)|(?:file|url|link|asset|media|download)_?sign|presign|(?:^|\/)s3(?:\/|\.)/i.test(
    `${name ?? ''} ${pathText(cx, call.expression)} ${pathOf(cx, call)}`,
  )
}

/** Taking a token apart shows that it is one, and not that it is right: `jwt.decode(token)`, unless a function of the project verifies it too. */
export function onlyDecodes(cx: AnalysisContext, call: t.CallExpression): boolean {
  const words = wordsOf(speakingName(cx, call))
  if (!/ decode /.test(words) || / verif\w* /.test(words)) return false
  const fn = functionOf(cx, call.expression)
  return fn === undefined || !/\bverif\w*\(|\bjwtVerify\(|\bdecrypt\w*\(/.test(fn.getText())
}

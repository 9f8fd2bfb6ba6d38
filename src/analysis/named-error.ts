import type * as t from 'typescript'
import { ERROR_CODES } from '../http/error-codes.js'
import type { TypeScript } from './typescript.js'
import { isFunctionNode } from './syntax.js'

/** The codes as they are spelled in literals, members and class names: `invalid_token`, `INVALID_TOKEN`, `InvalidTokenError`. */
const SPELLED = ERROR_CODES.filter(({ status }) => status !== 400).map(({ code }) => ({
  code,
  pattern: new RegExp(`(?<![a-z])${code.replaceAll('_', '[ _-]?')}(?![a-z])|${pascalCase(code)}(?![a-z])`, 'i'),
}))

function pascalCase(code: string): string {
  return code.replaceAll(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase())
}

/** The registered OAuth error that an answer names: in its body, in its challenge, in the exception that is thrown; in the statements of its block before it too. */
export function namedError(ts: TypeScript, site: t.Node): string | undefined {
  const texts: string[] = []
  const visit = (node: t.Node): void => {
    if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isIdentifier(node)) texts.push(node.text)
    if (!isFunctionNode(ts, node)) ts.forEachChild(node, visit)
  }
  answerOf(ts, site).forEach(visit)
  return SPELLED.find(({ pattern }) => texts.some((text) => pattern.test(text)))?.code
}

/** The expression or statement that answers, and what its block does just before. */
function answerOf(ts: TypeScript, site: t.Node): readonly t.Node[] {
  let at = site
  while (!ts.isStatement(at) && !isArm(ts, at)) at = at.parent
  if (!ts.isBlock(at.parent)) return ts.isStatement(at) && !isSimple(ts, at) ? [] : [at]
  const { statements } = at.parent
  const index = statements.findIndex((one) => one === at)
  const before = statements.slice(0, index)
  return [...before.slice(before.findLastIndex((one) => !ts.isExpressionStatement(one)) + 1), at]
}

/** A part of which only one is evaluated, or the body of an arrow function: what stands around it belongs to other answers too. */
function isArm(ts: TypeScript, node: t.Node): boolean {
  const { parent } = node
  return (
    (ts.isConditionalExpression(parent) && parent.condition !== node) ||
    (ts.isArrowFunction(parent) && parent.body === node) ||
    ts.isSourceFile(node)
  )
}

function isSimple(ts: TypeScript, node: t.Statement): boolean {
  return ts.isExpressionStatement(node) || ts.isReturnStatement(node) || ts.isThrowStatement(node)
}

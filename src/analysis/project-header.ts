import type * as t from 'typescript'
import { centralFunctions, type CentralFunction } from './central.js'
import type { AnalysisContext } from './context.js'
import { walkFunction } from './interpreter.js'
import { isHeaderName, valueState } from './headers.js'
import { ALWAYS, type RawSite } from './state.js'
import { folderOf } from './paths.js'
import { pathOf } from './resolve.js'
import { isAccess, isFunctionNode, memberName, nameOf } from './syntax.js'
import { numbersOf } from './values.js'

/** Where a project puts the challenge on the 401s of many places at once. */
interface ProjectHeader {
  readonly framework: string
  /** `errors`: what was thrown; `responses`: everything. */
  readonly sees: 'errors' | 'responses'
  /** The folder to whose files it applies. */
  readonly scope: string
}

/** Errors of these libraries are answered by the framework around them. */
const LIBRARIES: ReadonlySet<string> = new Set(['http-errors', 'boom', 'nest'])
/** Files that are looked through for central functions. */
const MOST_FILES = 40
const MENTIONS = /www-?_?authenticate/i
const known = new WeakMap<AnalysisContext, readonly ProjectHeader[]>()

/** A site with the header that an error handler, a hook or a wrapper of the project adds to it. */
export function withProjectHeader(cx: AnalysisContext, site: RawSite): RawSite {
  if (
    site.leaves.every((leave) => leave.presence === 'always' || leave.presence === 'unknown') ||
    !numbersOf(site.status).includes(401)
  )
    return site
  const { name } = site.framework
  const isCovered = projectHeaders(cx).some(
    ({ framework, sees, scope }) =>
      (sees === 'responses' || site.error !== undefined) &&
      (framework === name || LIBRARIES.has(name)) &&
      `${cx.path}/`.startsWith(`${scope}/`),
  )
  return isCovered ? { ...site, leaves: [ALWAYS] } : site
}

function projectHeaders(cx: AnalysisContext): readonly ProjectHeader[] {
  const before = known.get(cx)
  if (before) return before
  const naming = cx.workspace.filesNamingHeader(cx.path)
  // the handler may be written in one file and registered in another
  const paths = [
    ...new Set([...naming, ...naming.slice(0, MOST_FILES).flatMap((path) => cx.workspace.importersOf(path))]),
  ].filter((path) => path !== cx.path)
  const files = [cx.file, ...paths.slice(0, MOST_FILES).flatMap((path) => cx.workspace.sourceFile(path) ?? [])]
  const found = (naming.length > 0 || MENTIONS.test(cx.file.text) ? files : []).flatMap((file) =>
    centralFunctions(cx, file).flatMap((central): readonly ProjectHeader[] =>
      addsChallenge(cx, central)
        ? [{ framework: central.framework.name, sees: central.fact.sees, scope: scopeOf(cx, file, central) }]
        : [],
    ),
  )
  known.set(cx, found)
  return found
}

/** What a file registers holds for the files below it; what a folder of plugins or middleware registers, for the files beside that folder. */
function scopeOf(cx: AnalysisContext, file: t.SourceFile, { fact }: CentralFunction): string {
  const path = pathOf(cx, file)
  if (fact.implementations) return cx.workspace.packageOf(path)?.folder ?? folderOf(path)
  return folderOf(path).replace(
    /(?:\/(?:plugins?|middlewares?|hooks|config|lib|utils?|loaders|common|shared|core|server))+$/,
    '',
  )
}

/**
 * Whether a central function puts a challenge on 401s: in a branch for them, or on everything.
 * A hook or a middleware that answers a 401 of its own sets the header for that one alone.
 */
function addsChallenge(cx: AnalysisContext, { fn, fact }: CentralFunction): boolean {
  const { ts } = cx
  if (fn.body === undefined || !MENTIONS.test(fn.body.getText())) return false
  let adds = false
  let isOwn: boolean | undefined
  const visit = (node: t.Node): void => {
    if (adds) return
    const value = fact.plainHeaders === true && isInHeaders(cx, node) ? undefined : writtenValue(cx, node)
    if (value !== undefined && valueState(cx, value).presence !== 'never') {
      const test = testAround(cx, node, fn)
      if (test !== undefined) adds = /401|unauth/i.test(test) && (fact.sees === 'errors' || /status/i.test(test))
      else
        adds =
          fact.sees === 'errors' ||
          !(isOwn ??= walkFunction(cx, fn).sites.some((site) => numbersOf(site.status).includes(401)))
    }
    ts.forEachChild(node, visit)
  }
  visit(fn.body)
  return adds
}

/** Whether a header is written into a `Headers`: given to its constructor, or set on one. */
function isInHeaders({ ts }: AnalysisContext, node: t.Node): boolean {
  if (ts.isCallExpression(node)) return true
  for (let at = node; (at.parent as t.Node | undefined) && !isFunctionNode(ts, at); at = at.parent)
    if (ts.isNewExpression(at) && ts.isIdentifier(at.expression) && at.expression.text === 'Headers') return true
  return false
}

/** The value of WWW-Authenticate that a node writes: an argument after its name, a property, an assignment. */
function writtenValue(cx: AnalysisContext, node: t.Node): t.Expression | undefined {
  const { ts } = cx
  if (ts.isCallExpression(node)) {
    const at = node.arguments.findIndex(
      (argument) => !ts.isObjectLiteralExpression(argument) && isHeaderName(cx, argument) === true,
    )
    const method = isAccess(ts, node.expression) ? (memberName(ts, node.expression) ?? '') : ''
    return at < 0 || /^(?:get|has|remove|delete)/.test(method) ? undefined : node.arguments[at + 1]
  }
  if (ts.isPropertyAssignment(node))
    return (nameOf(ts, node.name) ?? '').toLowerCase() === 'www-authenticate' ? node.initializer : undefined
  if (
    ts.isBinaryExpression(node) &&
    node.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
    ts.isElementAccessExpression(node.left)
  )
    return isHeaderName(cx, node.left.argumentExpression) === true ? node.right : undefined
  return undefined
}

/** The tests around a node within its function, as text; `undefined` when there is none. */
function testAround(cx: AnalysisContext, node: t.Node, fn: t.Node): string | undefined {
  const { ts } = cx
  const tests: string[] = []
  for (let at = node; at !== fn && (at.parent as t.Node | undefined); at = at.parent) {
    const { parent } = at
    if (ts.isIfStatement(parent) && parent.expression !== at) tests.push(parent.expression.getText())
    else if (ts.isConditionalExpression(parent) && parent.condition !== at) tests.push(parent.condition.getText())
    else if (
      ts.isBinaryExpression(parent) &&
      parent.right === at &&
      parent.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken
    )
      tests.push(parent.left.getText())
    else if (ts.isCaseClause(parent))
      tests.push(`${parent.parent.parent.expression.getText()} ${parent.expression.getText()}`)
    else if (isFunctionNode(ts, parent) && parent === fn) break
  }
  return tests.length === 0 ? undefined : tests.join(' ')
}

import type * as t from 'typescript'
import { REASON } from '../http/status.js'
import type { Edit } from '../model/text.js'
import type { AnalysisContext } from './context.js'
import { indexOf } from './facts-index.js'
import { findExport } from './exports.js'
import { resolve, resolveMember } from './resolve.js'
import { findDeclaration, findNamed } from './scope.js'
import type { RawSite } from './state.js'
import { isAccess, memberName, nameOf, rangeOf, unwrap, unwrapAwait } from './syntax.js'
import { numbersOf } from './values.js'

interface Flip {
  readonly flip?: readonly Edit[]
  readonly flipEffects?: readonly string[]
}

/** Edits that turn a 401 into a 403 in the form in which it is written; absent when that form has no known sibling. */
export function flipOf(cx: AnalysisContext, site: RawSite, isConditional: boolean): Flip {
  if (isConditional || !numbersOf(site.status).includes(401)) return {}
  const edits = site.settledInHelper ? renamedCallee(cx, site) : (literal(cx, site) ?? renamedMember(cx, site) ?? renamedCallee(cx, site))
  if (edits === undefined) return {}
  return { flip: [...edits, ...statusText(cx, site)], ...(sendsReason(cx, site) && { flipEffects: [`body text changes ${REASON[401]} → ${REASON[403]}`] }) }
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
function literal(cx: AnalysisContext, site: RawSite): readonly Edit[] | undefined {
  const { ts } = cx
  const written = site.status.kind === 'number' ? site.status.node : undefined
  const candidates = [written, site.statusNode].filter((node) => node !== undefined && node.getSourceFile() === cx.file && isInside(node, site.node))
  for (const candidate of candidates) {
    if (candidate === undefined || !ts.isExpression(candidate)) continue
    const node = unwrap(ts, candidate)
    if (ts.isNumericLiteral(node) && Number(node.text) === 401) return [edit(node, '403')]
    if (ts.isStringLiteralLike(node)) {
      const quote = node.getText().charAt(0)
      const renamed = node.text === '401' ? '403' : forbiddenName(node.text)
      if (renamed !== undefined) return [edit(node, `${quote}${renamed}${quote}`)]
    }
    if (ts.isObjectLiteralExpression(node)) {
      const value = node.properties.find((p) => ts.isPropertyAssignment(p) && /^(?:status|statusCode|code)$/.test(nameOf(ts, p.name) ?? ''))
      const inner = value && ts.isPropertyAssignment(value) ? unwrap(ts, value.initializer) : undefined
      if (inner && ts.isNumericLiteral(inner)) return [edit(inner, '403')]
      if (inner && ts.isStringLiteralLike(inner) && forbiddenName(inner.text) !== undefined) return [edit(inner, inner.getText().charAt(0) + (forbiddenName(inner.text) ?? '') + inner.getText().charAt(0))]
      if (inner && isAccess(ts, inner)) return memberEdit(cx, inner)
    }
  }
  return undefined
}

function isInside(node: t.Node, outer: t.Node): boolean {
  // an assignment's site is its left side; its status stands beside it
  const around = outer.parent
  return node.pos >= around.pos && node.end <= around.end
}

/** `StatusCodes.UNAUTHORIZED` becomes `StatusCodes.FORBIDDEN` where that exists. */
function renamedMember(cx: AnalysisContext, site: RawSite): readonly Edit[] | undefined {
  const { ts } = cx
  const { statusNode } = site
  if (!ts.isExpression(statusNode)) return undefined
  const node = unwrapAwait(ts, statusNode)
  return isAccess(ts, node) && node !== site.node ? memberEdit(cx, node) : undefined
}

function memberEdit(cx: AnalysisContext, node: t.PropertyAccessExpression | t.ElementAccessExpression): readonly Edit[] | undefined {
  if (!cx.ts.isPropertyAccessExpression(node)) return undefined
  const renamed = forbiddenName(node.name.text)
  const base = resolve(cx, node.expression)
  if (renamed === undefined || base === undefined || resolveMember(cx, base, renamed) === undefined) return undefined
  return [edit(node.name, renamed)]
}

/** `reply.unauthorized()`, `new UnauthorizedException()`, `unauthorized()`: the sibling of the same object or module. */
function renamedCallee(cx: AnalysisContext, site: RawSite): readonly Edit[] | undefined {
  const { ts } = cx
  const callee = site.call && unwrap(ts, site.call.expression)
  if (callee === undefined) return undefined
  if (ts.isPropertyAccessExpression(callee)) {
    const renamed = forbiddenName(callee.name.text)
    if (renamed === undefined) return undefined
    const methods = indexOf(cx.frameworks).methods
    const base = resolve(cx, callee.expression)
    const member = base && resolveMember(cx, base, renamed)
    return methods.has(renamed) || member?.kind === 'node' || (member?.kind === 'external' && site.error !== undefined) || /^httpErrors$/.test(callee.expression.getText().split('.').at(-1) ?? '') ? [edit(callee.name, renamed)] : undefined
  }
  if (!ts.isIdentifier(callee)) return undefined
  const renamed = forbiddenName(callee.text)
  const declaration = findDeclaration(ts, callee)
  if (renamed === undefined || declaration === undefined) return undefined
  if (!ts.isImportSpecifier(declaration)) return findNamed(ts, callee, renamed) ? [edit(callee, renamed)] : undefined
  if (declaration.propertyName) return undefined
  const isThere = findNamed(ts, callee, renamed) !== undefined
  if (isThere) return [edit(callee, renamed)]
  return hasExport(cx, declaration, renamed) ? [edit(callee, renamed), { range: { start: declaration.getEnd(), end: declaration.getEnd() }, text: `, ${renamed}`, safety: 'wire-visible' }] : undefined
}

/** Whether the module of an import also exports `name`: asked of the project's file, taken from the facts for packages. */
function hasExport(cx: AnalysisContext, specifier: t.ImportSpecifier, name: string): boolean {
  const { ts } = cx
  const from = specifier.parent.parent.parent
  if (!ts.isImportDeclaration(from) || !ts.isStringLiteralLike(from.moduleSpecifier)) return false
  const module = from.moduleSpecifier.text
  const path = cx.workspace.resolveModule(cx.path, module)
  const file = path === undefined ? undefined : cx.workspace.sourceFile(path)
  if (file) return findExport(ts, file, name).some((found) => found.kind === 'declaration' || found.kind === 'expression' || (found.kind === 'module' && found.weak !== true))
  return indexOf(cx.frameworks).byApi.has(`${module}#${name}`)
}

/** `statusText: 'Unauthorized'` names the old status. */
function statusText(cx: AnalysisContext, site: RawSite): readonly Edit[] {
  const { ts } = cx
  const last = site.call?.arguments?.at(-1)
  const object = last && unwrap(ts, last)
  if (object === undefined || !ts.isObjectLiteralExpression(object)) return []
  const property = object.properties.find((one) => nameOf(ts, one.name) === 'statusText')
  const value = property && ts.isPropertyAssignment(property) ? unwrap(ts, property.initializer) : undefined
  if (value === undefined || !ts.isStringLiteralLike(value) || value.text !== REASON[401]) return []
  const quote = value.getText().charAt(0)
  return [edit(value, quote + REASON[403] + quote)]
}

/** The name of the same thing for 403, in the same case: `UNAUTHORIZED`, `unauthorizedResponse`, `UnauthorizedError`. */
function forbiddenName(name: string): string | undefined {
  if (!/unauthori[sz]ed/i.test(name)) return undefined
  return name.replace(/unauthori[sz]ed/i, (word) => (word === word.toUpperCase() ? 'FORBIDDEN' : word.startsWith('U') ? 'Forbidden' : 'forbidden'))
}

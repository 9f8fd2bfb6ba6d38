import type * as t from 'typescript'
import { eachConstructionOf } from './callers.js'
import type { AnalysisContext } from './context.js'
import { classStatus } from './error-classes.js'
import { roleOfError } from './errors.js'
import { reachOf } from './reach.js'
import { NEVER, UNKNOWN_HEADER, type RawSite } from './state.js'
import { closeness } from './usage.js'
import { alternatives } from './values.js'
import { parentOf } from './syntax.js'

const FORM = 'headers on the error and send them in the error handler, or set the header there'

/** The error classes of the file that fix 401 themselves, when one of their errors is seen to come to the framework. */
export function classSites(cx: AnalysisContext): readonly RawSite[] {
  const { ts } = cx
  const found: RawSite[] = []
  const visit = (node: t.Node): void => {
    if (ts.isClassLike(node)) {
      const site = siteOf(cx, node)
      if (site) found.push(site)
    }
    ts.forEachChild(node, visit)
  }
  visit(cx.file)
  return found
}

function siteOf(cx: AnalysisContext, owner: t.ClassLikeDeclaration): RawSite | undefined {
  const { name } = owner
  const summary = name && classStatus(cx, owner)
  if (name === undefined || summary === undefined) return undefined
  const [status, ...others] = alternatives(summary.status)
  if (status?.kind !== 'number' || status.value !== 401 || others.length > 0 || !isFixedHere(owner, status.node))
    return undefined
  const framework = cx.frameworks.find((one) => one.thrown && closeness(cx, one, owner) > 0)
  if (framework === undefined) return undefined
  if (!isAnswered(cx, owner)) return undefined
  const leaves = [summary.hasHeaders ? UNKNOWN_HEADER : NEVER]
  return {
    kind: 'class',
    framework,
    evidence: 'import',
    status,
    statusNode: name,
    node: name,
    end: name,
    form: FORM,
    conditions: [],
    leaves,
    error: 'thrown',
    ofClass: owner,
  }
}

/** Whether one of its errors is seen to come to the framework. */
function isAnswered(cx: AnalysisContext, owner: t.ClassLikeDeclaration): boolean {
  for (const made of eachConstructionOf(cx, owner)) {
    const role = roleOfError(cx, made)
    if ((role === 'thrown' || role === 'passed') && reachOf(cx, made, role, { is401: true }) === 'yes') return true
  }
  return false
}

/** Not in a class that it extends, nor in a constant of another class: there is where to report it. */
function isFixedHere(owner: t.ClassLikeDeclaration, status: t.Node | undefined): boolean {
  if (status === undefined || status.getSourceFile() !== owner.getSourceFile()) return true
  for (let at: t.Node | undefined = status; at !== undefined; at = parentOf(at)) {
    if (at === owner) return true
    if ('heritageClauses' in at && at.kind === owner.kind) return false
  }
  return true
}

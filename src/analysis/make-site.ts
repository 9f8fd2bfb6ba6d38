import type * as t from 'typescript'
import type { AnalysisContext } from './context.js'
import type { Course, RawSite } from './state.js'
import { alternatives, numbersOf } from './values.js'
import type { Walk } from './walk.js'

/** The statuses that this package judges. */
const JUDGED: ReadonlySet<number> = new Set([401, 403])

/** Records a response and returns its site when its status is, or may by a parameter become, one that is judged. */
export function addSite(walk: Walk, site: Omit<RawSite, 'leaves' | 'course'>): RawSite | undefined {
  const numbers = numbersOf(site.status)
  walk.answered.push(...numbers)
  const isOpen = alternatives(site.status).some((value) => value.kind === 'parameter')
  if (!isOpen && !numbers.some((status) => JUDGED.has(status))) return undefined
  const made: RawSite = { ...site, leaves: [], course: courseOf(walk.cx, site.statusNode) }
  walk.sites.push(made)
  return made
}

const courses = new WeakMap<AnalysisContext, Map<t.Node, Course>>()

/** A place has one course, however often the function around it is walked. */
function courseOf(cx: AnalysisContext, statusNode: t.Node): Course {
  let known = courses.get(cx)
  if (known === undefined) courses.set(cx, (known = new Map<t.Node, Course>()))
  let course = known.get(statusNode)
  if (course === undefined) known.set(statusNode, (course = { isChanged: false, sends: new Set(), beyond: [] }))
  return course
}

/** Whether a value is, or may by a parameter become, a status that is judged. */
export function isJudged(numbers: readonly number[]): boolean {
  return numbers.some((status) => JUDGED.has(status))
}

/** Where the status is written: its own literal inside the call, or the argument, or the callee. */
export function placeOf(
  found: {
    readonly value: { readonly kind: string; readonly node?: t.Node } | object
    readonly node: t.Node | undefined
  },
  call: t.CallExpression | t.NewExpression,
): t.Node {
  const literal = 'node' in found.value ? found.value.node : undefined
  if (literal && literal.getSourceFile() === call.getSourceFile() && literal.pos >= call.pos && literal.end <= call.end)
    return literal
  return found.node ?? call.expression
}

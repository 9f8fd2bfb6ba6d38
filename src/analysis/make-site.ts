import type { RawSite } from './state.js'
import { alternatives, numbersOf } from './values.js'
import type { Walk } from './walk.js'

/** The statuses that this package judges. */
const JUDGED: ReadonlySet<number> = new Set([401, 403])

/** Records a response and returns its site when its status is, or may by a parameter become, one that is judged. */
export function addSite(walk: Walk, site: Omit<RawSite, 'leaves'>): RawSite | undefined {
  const numbers = numbersOf(site.status)
  walk.answered.push(...numbers)
  const isOpen = alternatives(site.status).some((value) => value.kind === 'parameter')
  if (!isOpen && !numbers.some((status) => JUDGED.has(status))) return undefined
  const made: RawSite = { ...site, leaves: [] }
  walk.sites.push(made)
  return made
}

/** Whether a value is, or may by a parameter become, a status that is judged. */
export function isJudged(numbers: readonly number[]): boolean {
  return numbers.some((status) => JUDGED.has(status))
}

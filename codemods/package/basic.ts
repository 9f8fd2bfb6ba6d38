import { findCredentials } from '../../src/analysis/credentials.js'
import type { ModuleShape } from '../../src/model/module.js'

const DECODES = /base64|\batob\(/i

/**
 * Where a file decodes Basic credentials: the top-level statements that look for the scheme and decode base64, unless they take
 * another kind as well. Only there a Basic challenge is no surprise; anywhere else it would open a login box that nobody asked for.
 */
export function basicPlaces(text: string, shape: () => ModuleShape): (offset: number) => boolean {
  if (!text.includes('Basic') || !DECODES.test(text)) return () => false
  const places = shape().statements.filter(({ start, end }) => {
    const statement = text.slice(start, end)
    const kinds = findCredentials(statement).map((one) => one.kind)
    return DECODES.test(statement) && kinds.includes('basic') && kinds.length === 1
  })
  return (offset) => places.some(({ start, end }) => start <= offset && offset < end)
}

import { isForbidden } from '../characters.js'
import type { Problem } from './types.js'

/** Whether the text holds a character that no field value may hold. */
export function hasForbidden(text: string): boolean {
  for (const char of text) if (isForbidden(char)) return true
  return false
}

/** Runs of characters that no field value may hold, RFC 9110 5.5. */
export function forbiddenCharacters(text: string): Problem[] {
  const problems: Problem[] = []
  for (let at = 0; at < text.length; at++) {
    const kind = isForbidden(text[at] ?? '')
    if (!kind) continue
    const start = at
    while (at + 1 < text.length && isForbidden(text[at + 1] ?? '') === kind) at++
    const point = `U+${(text.codePointAt(start) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
    problems.push({
      code: kind === 'control' ? 'control-character' : 'non-ascii',
      start,
      end: at + 1,
      data: { character: point },
    })
  }
  return problems
}

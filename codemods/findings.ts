import type { Finding } from '../src/model/finding.js'
import type { TextRange } from '../src/model/text.js'

/** What a rule says of a place, in its own words. */
export function messageOf({ messageId, data }: Finding, messages: Readonly<Record<string, string>>): string {
  return (messages[messageId] ?? '').replace(/\{\{(\w+)\}\}/g, (_, name: string) => data[name] ?? '')
}

/** The sites that a rule's findings point at, each once, in order. */
export function sitesOf<T extends { readonly range: TextRange }>(
  sites: readonly T[],
  findings: readonly Finding[],
): readonly T[] {
  const places = new Set(findings.map(({ range }) => `${range.start}:${range.end}`))
  return sites.filter(({ range }) => places.has(`${range.start}:${range.end}`))
}

import type { StringPart } from '../../model/strings.js'

const ESCAPE = /\\(?:u\{[\da-f]+\}|u[\da-f]{4}|x[\da-f]{2}|\r\n|[\s\S])|\r\n?/gi
const SIMPLE: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', v: '\v', 0: '\0' }

/**
 * The text of a literal as parts: runs that are spelled as they read, and each escape sequence as a part of its own.
 * `raw` is the source between the quotes, `start` its offset, `text` the value; when they do not fit, the literal is one part.
 */
export function literalParts(raw: string, start: number, text: string, quote: string): readonly StringPart[] {
  const parts: StringPart[] = []
  let from = 0
  const run = (until: number): void => {
    if (until > from)
      parts.push({
        kind: 'text',
        text: raw.slice(from, until),
        range: { start: start + from, end: start + until },
        exact: true,
        quote,
      })
  }
  for (const { 0: escape, index } of raw.matchAll(ESCAPE)) {
    run(index)
    from = index + escape.length
    parts.push({
      kind: 'text',
      text: cooked(escape),
      range: { start: start + index, end: start + from },
      exact: false,
      quote,
    })
  }
  run(raw.length)
  if (parts.length > 0 && parts.map((part) => (part.kind === 'text' ? part.text : '')).join('') === text) return parts
  return [{ kind: 'text', text, range: { start, end: start + raw.length }, exact: raw === text, quote }]
}

function cooked(escape: string): string {
  if (!escape.startsWith('\\')) return '\n'
  const rest = escape.slice(1)
  if (/^[\r\n\u2028\u2029]/.test(rest)) return ''
  const code = /^(?:u\{?|x)([\da-f]+)\}?$/i.exec(rest)?.[1]
  if (code !== undefined) return fromCode(Number.parseInt(code, 16))
  return Object.hasOwn(SIMPLE, rest) ? (SIMPLE[rest] ?? rest) : rest
}

function fromCode(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : ''
}

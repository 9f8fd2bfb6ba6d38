import { HOLE, isBlank, isToken, isTokenChar } from '../characters.js'
import { isKnownScheme } from '../schemes.js'
import { quote } from './quote.js'
import type { AuthParam, Problem, Span } from './types.js'

/** What stands after the `=` of a parameter. `span` covers quotes; reading goes on at `span.end`. */
export interface ReadValue {
  readonly value: string | undefined
  readonly quoted: AuthParam['quoted']
  readonly span: Span
  readonly problems: readonly Problem[]
}

/** The end of the run of token characters and holes that starts at `start`. */
export function wordEnd(text: string, start: number): number {
  let end = start
  while (isTokenChar(text[end]) || text[end] === HOLE) end++
  return end
}

/** The first place at or after `start` that is neither space nor tab. */
export function skipBlanks(text: string, start: number): number {
  let at = start
  while (isBlank(text[at])) at++
  return at
}

/** `undefined` for text with a hole in it. */
export function known(text: string): string | undefined {
  return text.includes(HOLE) ? undefined : text
}

/**
 * Reads `token / quoted-string` (RFC 9110 11.2), and what people write instead: single quotes, bare text with spaces,
 * a quote that never closes. `name` is the parameter's, for messages.
 */
export function readValue(text: string, start: number, name: string): ReadValue {
  const char = text[start]
  if (char === '"') return readQuoted(text, start, name)
  if (char === "'") {
    const single = readSingleQuoted(text, start, name)
    if (single) return single
  }
  if (char === '\\' && text[start + 1] === '"') return readEscapedQuotes(text, start, name)
  return readBare(text, start, name)
}

/** `quoted-string`, RFC 9110 5.6.4. */
function readQuoted(text: string, start: number, name: string): ReadValue {
  let raw = ''
  let from = start + 1
  let at = from
  for (; at < text.length && text[at] !== '"'; at++) {
    if (text[at] !== '\\' || at + 1 >= text.length) continue
    raw += text.slice(from, at)
    from = ++at
  }
  raw += text.slice(from, at)
  if (at >= text.length) return unterminated(text, start, text.length, name)
  const end = at + 1
  const next = text[end]
  if (next !== undefined && isTokenChar(next)) {
    // `realm="api, charset="UTF-8"`: the quote that closes belongs to the next parameter.
    const swallowed = startOfSwallowedParam(text, start, at)
    if (swallowed !== undefined) return unterminated(text, start, swallowed, name)
  }
  return { value: known(raw), quoted: true, span: { start, end }, problems: [] }
}

function unterminated(text: string, start: number, until: number, name: string): ReadValue {
  let end = until
  while (end > start + 1 && isBlank(text[end - 1])) end--
  // A quote after a backslash would close nothing.
  const closes = text[end - 1] !== '\\'
  return {
    value: undefined,
    quoted: true,
    span: { start, end },
    problems: [
      {
        code: 'unterminated-quote',
        start,
        end,
        data: { name },
        ...(closes && { suggestion: [{ start: end, end, text: '"' }] }),
      },
    ],
  }
}

/** Where `, name=` begins when the quoted text before `close` ends with that. */
function startOfSwallowedParam(text: string, open: number, close: number): number | undefined {
  let at = close - 1
  if (text[at] !== '=') return undefined
  const nameEnd = at
  while (at > open && isTokenChar(text[at - 1])) at--
  if (at === nameEnd) return undefined
  while (at > open && isBlank(text[at - 1])) at--
  return text[at - 1] === ',' && at - 1 > open ? at - 1 : undefined
}

/** `'text'` up to a quote that something ends; `undefined` when there is none. */
function readSingleQuoted(text: string, start: number, name: string): ReadValue | undefined {
  const close = text.indexOf("'", start + 1)
  if (close < 0 || !isBoundary(text[close + 1])) return undefined
  const end = close + 1
  const inner = text.slice(start + 1, close)
  if (inner.includes('"')) return undefined
  const quotes = [
    { start, end: start + 1, text: '"' },
    { start: close, end, text: '"' },
  ]
  const fix = inner.includes('\\') ? undefined : quotes
  const problems: Problem[] = [{ code: 'single-quoted', start, end, data: { name, value: inner }, ...(fix && { fix }) }]
  return { value: known(inner), quoted: true, span: { start, end }, problems }
}

/** `\"text\"`: escaped once too often. */
function readEscapedQuotes(text: string, start: number, name: string): ReadValue {
  const close = text.indexOf('\\"', start + 2)
  if (close < 0) return unterminated(text, start, text.length, name)
  const span = { start, end: close + 2 }
  const value = text.slice(start + 2, close)
  const fix = [
    { start, end: start + 2, text: '"' },
    { start: close, end: close + 2, text: '"' },
  ]
  const problem: Problem = { code: 'unquoted-value', ...span, data: { name, value: text.slice(start, close + 2) }, fix }
  return { value: known(value), quoted: true, span, problems: [problem] }
}

function isBoundary(char: string | undefined): boolean {
  return char === undefined || char === ',' || char === ';' || char === HOLE || isBlank(char)
}

function bareEnd(text: string, start: number): number {
  let end = start
  while (end < text.length && text[end] !== ',' && text[end] !== ';' && text[end] !== '"' && !isBlank(text[end])) end++
  return end
}

function readBare(text: string, start: number, name: string): ReadValue {
  const first = bareEnd(text, start)
  if (first === start) {
    const span = { start, end: start }
    return { value: '', quoted: false, span, problems: [{ code: 'missing-value', ...span, data: { name } }] }
  }
  const end = extend(text, first)
  const raw = text.slice(start, end)
  // `realm=api"`: closed, never opened
  if (text[end] === '"' && isBoundary(text[end + 1]) && !raw.includes(HOLE) && !raw.includes('\\')) {
    const span = { start, end: end + 1 }
    const data = { name, value: text.slice(start, end + 1) }
    const problem: Problem = { code: 'unquoted-value', ...span, data, fix: [{ start, end: start, text: '"' }] }
    return { value: raw, quoted: true, span, problems: [problem] }
  }
  const span = { start, end }
  // A value that starts with a hole may bring its own quotes; what follows such a hole is not judged.
  if (raw.startsWith(HOLE)) return { value: undefined, quoted: undefined, span: { start, end: first }, problems: [] }
  if (isToken(raw.replaceAll(HOLE, 'x'))) return { value: known(raw), quoted: false, span, problems: [] }
  const fix = raw.includes('\\') ? undefined : quote(start, end)
  const problem: Problem = { code: 'unquoted-value', ...span, data: { name, value: raw }, ...(fix && { fix }) }
  return { value: known(raw), quoted: false, span, problems: [problem] }
}

/** Takes further words into bare text, `realm=Authorization Required`, until a comma, a parameter or a scheme. */
function extend(text: string, start: number): number {
  let end = start
  for (;;) {
    const word = skipBlanks(text, end)
    if (word === end || word >= text.length) return end
    const stop = bareEnd(text, word)
    if (stop === word) return end
    const raw = text.slice(word, stop)
    if (raw.includes('=') || raw.includes(HOLE)) return end
    if (text[stop] === '"') return isBoundary(text[stop + 1]) ? stop : end
    const next = skipBlanks(text, stop)
    if (text[next] === '=' || (isKnownScheme(raw) && text[skipBlanks(text, wordEnd(text, next))] === '=')) return end
    end = stop
  }
}

import { HOLE, isBlank, isToken68Char, isTokenChar } from '../characters.js'
import { isKnownScheme } from '../schemes.js'
import { forbiddenCharacters, hasForbidden } from './forbidden.js'
import type { AuthParam, Challenge, ParsedChallenges, Part, Problem, Span, ValueEdit } from './types.js'
import { known, readValue, skipBlanks, wordEnd } from './value.js'

interface Draft {
  scheme: string | undefined
  schemeSpan: Span
  token68: Part | undefined
  params: AuthParam[]
  open: boolean
  end: number
  /** A comma that touches the scheme. */
  comma: number | undefined
}

/**
 * Reads the value of WWW-Authenticate or Proxy-Authenticate: `#challenge` of RFC 9110 11.6.1 with the grammar of 11.2 and 11.3.
 *
 * In: the value; each character `HOLE` stands for text that is not known. Out: the challenges with the place of every part, and
 * what breaks the grammar. It never throws, reads on after a mistake, and takes time linear in the length of the value.
 * The comma is resolved as 11.3 says: after one, `token BWS "="` continues the challenge, any other token starts the next.
 */
export function parseChallenges(value: string): ParsedChallenges {
  const reader = new Reader(value)
  reader.read()
  reader.problems.push(...forbiddenCharacters(value))
  reader.problems.sort((a, b) => a.start - b.start || a.end - b.end)
  return { challenges: reader.drafts.map(finish), problems: reader.problems }
}

function finish({ scheme, schemeSpan, token68, params, open, end }: Draft): Challenge {
  return { scheme, schemeSpan, token68, params, open, start: schemeSpan.start, end }
}

class Reader {
  readonly drafts: Draft[] = []
  readonly problems: Problem[] = []
  private at = 0
  /** Whether a comma (or the start of the value) stands before `at`. */
  private separated = true
  /** Where the last part ended. */
  private lastEnd = 0

  constructor(private readonly text: string) {}

  read(): void {
    while (this.skipSeparators()) this.element()
  }

  private get current(): Draft | undefined {
    return this.drafts.at(-1)
  }

  private report(code: Problem['code'], span: Span, data: Problem['data'] = {}, fix?: readonly ValueEdit[]): void {
    this.problems.push({ code, start: span.start, end: span.end, data, ...(fix && { fix }) })
  }

  /** Moves to the next element; `false` at the end. */
  private skipSeparators(): boolean {
    for (; this.at < this.text.length; this.at++) {
      const char = this.text[this.at]
      if (char === ',') this.comma()
      else if (char === ';') this.semicolon()
      else if (!isBlank(char) && char !== '\r' && char !== '\n') return true
    }
    return false
  }

  private comma(): void {
    const { current, at } = this
    if (current && isBare(current) && at === current.schemeSpan.end) current.comma ??= at
    this.separated = true
  }

  private semicolon(): void {
    const start = this.at
    const end = start + 1
    const next = skipBlanks(this.text, end)
    const { current } = this
    if (current && isBare(current) && start === current.schemeSpan.end) {
      this.report('scheme-punctuation', { start, end }, { scheme: current.scheme ?? '', mark: ';' }, [
        { start, end, text: next > end ? '' : ' ' },
      ])
      return
    }
    const replacement = next < this.text.length && this.text[next] !== ',' ? ',' : ''
    this.report('missing-comma', { start, end }, { found: ';' }, [{ start, end, text: replacement }])
    this.separated = true
  }

  private element(): void {
    const { text, at, current } = this
    const first = current !== undefined && isBare(current) && !current.open && !this.separated
    if (first && this.token68(current)) return
    const end = wordEnd(text, at)
    if (end === at) return this.stray()
    const after = skipBlanks(text, end)
    if (text[after] === '=') return this.param(at, end, after + 1, first)
    if (isAllHoles(text, at, end)) return this.opaque(end, first)
    if (!current || this.separated) return this.scheme(end)
    if (text[after] === '"' || (text[after] === ':' && text[skipBlanks(text, after + 1)] === '"')) {
      return this.paramWithoutEquals(at, end, after, first)
    }
    if (!first && isKnownScheme(text.slice(at, end))) {
      this.missingComma(at)
      return this.scheme(end)
    }
    this.stray()
  }

  /** Token68 data stands alone after the scheme: up to the next comma or the end. */
  private token68(challenge: Draft): boolean {
    const { text, at: start } = this
    let end = start
    while (isToken68Char(text[end])) end++
    if (end === start) return false
    while (text[end] === '=') end++
    const after = skipBlanks(text, end)
    if (after < text.length && text[after] !== ',') return false
    challenge.token68 = { value: text.slice(start, end), start, end }
    this.moveTo(end)
    return true
  }

  private scheme(end: number): void {
    const { text, at: start } = this
    const word = text.slice(start, end)
    const hole = word.indexOf(HOLE)
    const prefix = hole > 0 && isKnownScheme(word.slice(0, hole)) ? word.slice(0, hole) : undefined
    this.start(hole < 0 ? word : prefix, { start, end }, hole >= 0)
    const next = text[end]
    if (next === ':') {
      const blank = isBlank(text[end + 1]) || end + 1 === text.length
      this.report('scheme-punctuation', { start: end, end: end + 1 }, { scheme: word, mark: ':' }, [
        { start: end, end: end + 1, text: blank ? '' : ' ' },
      ])
      this.at = end + 1
    } else if (next === '\t') {
      const until = skipBlanks(text, end)
      const fix = until < text.length ? [{ start: end, end: until, text: ' ' }] : []
      if (until < text.length && text[until] !== ',')
        this.report('tab-after-scheme', { start: end, end: until }, { scheme: word }, fix)
    }
  }

  private start(scheme: string | undefined, schemeSpan: Span, open: boolean): void {
    this.drafts.push({
      scheme,
      schemeSpan,
      token68: undefined,
      params: [],
      open,
      end: schemeSpan.end,
      comma: undefined,
    })
    this.moveTo(schemeSpan.end)
  }

  private moveTo(end: number): void {
    const { current } = this
    if (current) current.end = end
    this.at = end
    this.lastEnd = end
    this.separated = false
  }

  /** A run of holes where an element is due: parameters, a challenge, a separator, or nothing at all. */
  private opaque(end: number, first: boolean): void {
    const { text, at: start, current } = this
    const next = skipBlanks(text, end)
    const followed = next > end && (isTokenChar(text[next]) || text[next] === HOLE)
    if (!current || (this.separated && followed)) this.start(undefined, { start, end }, true)
    else {
      current.open = true
      this.moveTo(end)
    }
    // The hole may end in a comma; only a scheme is known to be followed by none.
    this.separated = !followed || first || this.drafts.at(-1) === current
  }

  private param(start: number, nameEnd: number, afterEquals: number, first: boolean): void {
    const { text } = this
    const name = known(text.slice(start, nameEnd))
    let { current } = this
    if (!current) {
      this.report('no-scheme', { start, end: nameEnd }, { name: name ?? '' })
      this.start(undefined, { start, end: start }, true)
      current = this.current
    } else {
      this.checkBefore(current, start, first)
    }
    const read = readValue(text, skipBlanks(text, afterEquals), name ?? 'parameter')
    this.problems.push(...read.problems)
    current?.params.push({
      name,
      nameSpan: { start, end: nameEnd },
      value: read.value,
      quoted: read.quoted,
      valueSpan: read.span,
      start,
      end: read.span.end,
    })
    this.moveTo(read.span.end)
    // What follows a hole directly is the hole's affair: it may end in a comma, or hold the rest of the value.
    if (text[read.span.end] === HOLE || text[read.span.end - 1] === HOLE) this.separated = true
  }

  private checkBefore(current: Draft, start: number, first: boolean): void {
    if (current.comma !== undefined && isBare(current)) {
      const at = current.comma
      const text = isBlank(this.text[at + 1]) ? '' : ' '
      this.report('comma-after-scheme', { start: at, end: at + 1 }, { scheme: current.scheme ?? '' }, [
        { start: at, end: at + 1, text },
      ])
    } else if (current.token68) {
      this.report('token68-and-params', { start: current.token68.start, end: start }, { scheme: current.scheme ?? '' })
    } else if (!this.separated && !first && !current.open) {
      this.missingComma(start)
    }
  }

  private missingComma(start: number): void {
    const at = this.lastEnd
    this.report('missing-comma', { start: at, end: Math.max(start, at + 1) }, { found: ' ' }, [
      { start: at, end: at, text: start === at ? ', ' : ',', side: 'after' },
    ])
  }

  /** `realm "x"` or `realm: "x"`. */
  private paramWithoutEquals(start: number, nameEnd: number, after: number, first: boolean): void {
    const { text, current } = this
    const quote = text[after] === ':' ? skipBlanks(text, after + 1) : after
    const name = known(text.slice(start, nameEnd))
    this.report('missing-equals', { start, end: quote }, { name: name ?? '' }, [
      { start: nameEnd, end: quote, text: '=' },
    ])
    if (current) this.checkBefore(current, start, first)
    const read = readValue(text, quote, name ?? 'parameter')
    this.problems.push(...read.problems)
    const { value, quoted, span } = read
    current?.params.push({
      name,
      nameSpan: { start, end: nameEnd },
      value,
      quoted,
      valueSpan: span,
      start,
      end: span.end,
    })
    this.moveTo(span.end)
  }

  /** Text that is no part of any challenge, up to the next comma. */
  private stray(): void {
    const { text, at: start } = this
    const comma = text.indexOf(',', start)
    let end = comma < 0 ? text.length : comma
    while (end > start + 1 && /\s/.test(text[end - 1] ?? '')) end--
    const raw = text.slice(start, end)
    if (!hasForbidden(raw)) this.report('stray', { start, end }, { text: raw })
    this.at = end
    this.lastEnd = end
  }
}

function isBare(challenge: Draft): boolean {
  return challenge.params.length === 0 && challenge.token68 === undefined
}

function isAllHoles(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (text[at] !== HOLE) return false
  return true
}

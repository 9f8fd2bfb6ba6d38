/** Addresses of routes that lie in folders, and the patterns that programs name them by. */

/** An address, as far as the path of a file tells it. */
export interface Address {
  /** Its path from the first slash to where anything may stand. */
  readonly known: string
  /** Nothing else may follow. */
  readonly isWhole: boolean
  /** A path that it has, with something put in where anything may stand. */
  readonly sample: string
}

/** What is put in where anything may stand: it passes for a number and for a word. */
const ANYTHING = '0'
/** `(group)`, `@slot`: folders that are no part of the address. */
const NO_PART = /^(?:\(.*\)|@.*)$/

/** The address of `users/[id]`, `(admin)/reports`, `[...all]`. */
export function addressOf(path: string): Address {
  const parts = path.split('/').filter((part) => part !== '' && !NO_PART.test(part))
  if (parts.at(-1) === 'index') parts.pop()
  const open = parts.findIndex((part) => part.includes('['))
  const samples = parts.map((part) => part.replace(/\[+[^\]]*\]+/g, ANYTHING))
  const known = open < 0 ? parts : [...parts.slice(0, open), parts[open]?.replace(/\[.*$/, '') ?? '']
  return { known: `/${known.join('/')}`, isWhole: open < 0, sample: `/${samples.join('/')}` }
}

/**
 * Whether an address begins with, ends with or is `text`; `undefined` where that depends on the request.
 */
export function compareAddress(
  { known, isWhole }: Address,
  how: 'starts' | 'equals',
  text: string,
): boolean | undefined {
  if (isWhole) return how === 'starts' ? known.startsWith(text) : known === text
  if (how === 'starts' && known.startsWith(text)) return true
  return text.startsWith(known) ? undefined : false
}

/** `:name` with the slash before it, at the beginning of what is left. */
const NAME = /^(\/?):(\w+)/

/** Whether a pattern such as `/api/:path*` or `/((?!login).*)` takes an address; `undefined` when it cannot be read. */
export function matchesAddress(pattern: string, { sample }: Address): boolean | undefined {
  let source = ''
  for (let at = 0; at < pattern.length;) {
    const named = NAME.exec(pattern.slice(at))
    at += named?.[0].length ?? 0
    const group = groupAt(pattern, at)
    at += group.length
    if (named || group !== '') {
      const often = /^[*+?]/.exec(pattern.slice(at))?.[0] ?? ''
      at += often.length
      source += repeated(named?.[1] ?? '', group === '' ? '[^/]+?' : group, often)
    } else {
      if (pattern[at] === '\\') at += 1
      source += (pattern[at] ?? '').replace(/[$()*+.?[\\\]^{|}]/, '\\$&')
      at += 1
    }
  }
  try {
    return new RegExp(`^${source}/?$`, 'i').test(sample)
  } catch {
    return undefined
  }
}

/** `((?!api|login).*)`: what stands in parentheses from an offset on. */
function groupAt(pattern: string, start: number): string {
  let depth = 0
  for (let at = start; at < pattern.length; at += 1) {
    const one = pattern[at]
    if (one === '(') depth += 1
    else if (one === ')') depth -= 1
    else if (one === '\\') at += 1
    if (depth === 0) return pattern.slice(start, at === start ? start : at + 1)
  }
  return ''
}

function repeated(slash: string, part: string, often: string): string {
  const once = `${slash}(?:${part})`
  if (slash === '') return `(?:${part})${often}`
  const many = often === '*' || often === '+' ? `${once}(?:${once})*` : once
  return often === '*' || often === '?' ? `(?:${many})?` : many
}

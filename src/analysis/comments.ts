/** Asks whether comments take a line out of a rule's hands. Lines count from 1. */
export type IsDisabled = (rule: string, line: number) => boolean

interface Switch {
  readonly line: number
  readonly on: boolean
  readonly rules: readonly string[]
}

const COMMENT = /\/\/[ \t]*([^\r\n]*)|\/\*([^]*?)\*\//g
const DIRECTIVE =
  /^\s*\*?\s*(http-status-ignore-next-line|eslint-(?:disable-next-line|disable-line|disable|enable))(?![\w-])([^]*)$/

/**
 * Reads `eslint-disable` comments (for one line, the next line, or from here on; all rules or named ones) and
 * `http-status-ignore-next-line`, which needs no ESLint.
 */
export function readComments(text: string): IsDisabled {
  if (!/eslint-disable|http-status-ignore/.test(text)) return () => false
  return readDirectives(text, () => true)
}

/** Reads `http-status-ignore-next-line` alone, for ESLint, which reads its own comments itself. */
export function readIgnores(text: string): IsDisabled {
  if (!text.includes('http-status-ignore')) return () => false
  return readDirectives(text, (directive) => !directive.startsWith('eslint'))
}

function readDirectives(text: string, isRead: (directive: string) => boolean): IsDisabled {
  const lines = new Map<number, readonly (readonly string[])[]>()
  const switches: Switch[] = []
  let line = 1
  let at = 0
  for (const match of text.matchAll(COMMENT)) {
    line += breaks(text.slice(at, match.index))
    const lastLine = line + breaks(match[0])
    const [, directive, rest = ''] = DIRECTIVE.exec(match[1] ?? match[2] ?? '') ?? []
    if (directive !== undefined && isRead(directive)) {
      const rules = directive.startsWith('eslint') ? rulesOf(rest) : []
      if (directive === 'eslint-disable' || directive === 'eslint-enable') {
        if (match[2] !== undefined) switches.push({ line, on: directive === 'eslint-enable', rules })
      } else {
        const target = directive === 'eslint-disable-line' ? line : lastLine + 1
        lines.set(target, [...(lines.get(target) ?? []), rules])
      }
    }
    line = lastLine
    at = match.index + match[0].length
  }
  const concerns = (rules: readonly string[], rule: string): boolean => rules.length === 0 || rules.includes(rule)
  return (rule, asked) => {
    if (lines.get(asked)?.some((rules) => concerns(rules, rule)) === true) return true
    let disabled = false
    for (const one of switches) if (one.line <= asked && concerns(one.rules, rule)) disabled = !one.on
    return disabled
  }
}

function rulesOf(rest: string): readonly string[] {
  const [names = ''] = rest.split(/\s-{2,}\s/)
  return names
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '')
}

function breaks(text: string): number {
  return text.match(/\r\n|\n|\r/g)?.length ?? 0
}

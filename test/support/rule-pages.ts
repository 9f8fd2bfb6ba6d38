/** One code block of a rule's page. */
export interface Example {
  readonly kind: 'incorrect' | 'correct'
  readonly code: string
  /** Where the code would stand: the path in its first comment, `// app/api/route.ts`, or a plain name. */
  readonly file: string
  /** Line of the block's first line of code in the page, from 1. */
  readonly line: number
}

const HEADING = /^#{1,6}\s+(.*)$/
const FENCE = /^(`{3,})(\w*)/
const EXTENSIONS = new Set(['ts', 'tsx', 'mts', 'cts', 'js', 'jsx', 'mjs', 'cjs'])

/**
 * Every TypeScript and JavaScript block below a heading that says `Incorrect` or `Correct`, up to the next heading of any depth.
 * A heading that says neither ends the part.
 */
export function examplesOf(page: string): Example[] {
  const examples: Example[] = []
  let kind: Example['kind'] | undefined
  let open:
    { readonly fence: string; readonly language: string; readonly line: number; readonly code: string[] } | undefined
  for (const [index, text] of page.split('\n').entries()) {
    if (open) {
      if (text.trimEnd() !== open.fence) open.code.push(text)
      else {
        if (kind && EXTENSIONS.has(open.language)) examples.push(toExample(kind, open.code, open.language, open.line))
        open = undefined
      }
      continue
    }
    const fence = FENCE.exec(text)
    if (fence) open = { fence: fence[1] ?? '', language: fence[2] ?? '', line: index + 2, code: [] }
    const heading = HEADING.exec(text)?.[1]
    if (heading !== undefined) kind = kindOf(heading)
  }
  return examples
}

function kindOf(heading: string): Example['kind'] | undefined {
  if (/\bincorrect\b/i.test(heading)) return 'incorrect'
  return /\bcorrect\b/i.test(heading) ? 'correct' : undefined
}

function toExample(kind: Example['kind'], lines: readonly string[], language: string, line: number): Example {
  const named = /^\/\/ ([\w@()+[\]./-]+\.[cm]?[jt]sx?)$/.exec(
    lines.find((text) => !text.startsWith('/* eslint')) ?? '',
  )?.[1]
  return { kind, code: `${lines.join('\n')}\n`, file: named ?? `src/server.${language}`, line }
}

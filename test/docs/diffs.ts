/** One diff of a page: a file before and after. */
export interface DocDiff {
  readonly file: string
  readonly before: string
  readonly after: string
  /** Line of the page on which the block starts, from 1. */
  readonly line: number
}

/** Every ```diff block of a page that names its file in a `--- a/…` line. */
export function diffsOf(page: string): DocDiff[] {
  return [...page.matchAll(/```diff\n--- a\/(.+)\n\+\+\+ b\/\1\n([\s\S]*?)```/g)].map((match) => {
    const lines = (match[2] ?? '').split('\n').slice(0, -1)
    const without = (mark: string): string =>
      lines.flatMap((text) => (text.startsWith(mark) ? [] : [`${text.slice(1)}\n`])).join('')
    return {
      file: match[1] ?? '',
      before: without('+'),
      after: without('-'),
      line: page.slice(0, match.index).split('\n').length,
    }
  })
}

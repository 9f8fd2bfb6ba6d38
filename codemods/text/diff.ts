import { createTwoFilesPatch } from 'diff'

/**
 * A unified diff that `git apply` and `patch -p1` take. `path` is relative and `/`-separated; `before` is `undefined` for a new file.
 * Line endings are kept as they are.
 */
export function unifiedDiff(path: string, before: string | undefined, after: string): string {
  const from = before === undefined ? '/dev/null' : `a/${path}`
  const patch = createTwoFilesPatch(from, `b/${path}`, before ?? '', after, undefined, undefined, { context: 3 })
  return patch.slice(patch.indexOf('--- '))
}

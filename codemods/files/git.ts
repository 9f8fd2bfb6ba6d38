import { execFileSync } from 'node:child_process'
import { UsageError } from '../errors.js'

/** Runs git in `cwd`; `undefined` when there is no git or no repository. Throws a UsageError with git's own words otherwise. */
function git(cwd: string, args: readonly string[], input?: string): string | undefined {
  try {
    return execFileSync('git', ['--literal-pathspecs', ...args], {
      cwd,
      encoding: 'utf8',
      maxBuffer: 2 ** 30,
      stdio: ['pipe', 'pipe', 'pipe'],
      ...(input !== undefined && { input }),
    })
  } catch (error) {
    const stderr =
      error instanceof Error && 'stderr' in error && typeof error.stderr === 'string' ? error.stderr.trim() : ''
    if (stderr === '' || /not a git repository|dubious ownership/i.test(stderr)) return undefined
    throw new UsageError(`git ${args[0] ?? ''}: ${stderr.split('\n')[0] ?? ''}`)
  }
}

const lines = (output: string): readonly string[] => output.split('\0').filter((one) => one !== '')

/** Tracked files and new ones that are not ignored, below `paths`, relative to `cwd`. `undefined` outside a repository. */
export function listTracked(cwd: string, paths: readonly string[]): readonly string[] | undefined {
  const output = git(cwd, ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--', ...paths])
  return output === undefined ? undefined : lines(output)
}

/** Tracked files alone below `paths`, relative to `cwd`. `undefined` outside a repository. */
export function listCommitted(cwd: string, paths: readonly string[]): readonly string[] | undefined {
  const output = git(cwd, ['ls-files', '-z', '--cached', '--', ...paths])
  return output === undefined ? undefined : lines(output)
}

/** Files that differ from `ref`, or are staged, relative to `cwd`. Deleted files are left out. Throws a UsageError outside a repository. */
export function listChanged(cwd: string, since: { readonly ref: string } | 'staged'): readonly string[] {
  // Outside a repository git diff compares folders, and complains of other things.
  if (git(cwd, ['rev-parse', '--git-dir']) === undefined) {
    throw new UsageError(`${since === 'staged' ? '--staged' : '--since'} needs a git repository.`)
  }
  const common = ['--name-only', '-z', '--relative', '--diff-filter=ACMR']
  const args =
    since === 'staged' ? ['diff', '--cached', ...common] : ['diff', ...common, '--end-of-options', since.ref, '--']
  const changed = git(cwd, args) ?? ''
  const added = since === 'staged' ? '' : (git(cwd, ['ls-files', '-z', '--others', '--exclude-standard']) ?? '')
  return [...new Set([...lines(changed), ...lines(added)])]
}

/** Which of `files` (absolute) have changes that git could not bring back: modified, staged or untracked. Empty outside a repository. */
export function findDirty(cwd: string, files: readonly string[]): readonly string[] {
  if (files.length === 0) return []
  const output = git(cwd, ['status', '--porcelain', '-z', '--untracked-files=all', '--no-renames', '--', ...files])
  return output === undefined ? [] : lines(output).map((one) => one.slice(3))
}

/** Which of `files` (absolute), about to be made, git would ignore. Empty outside a repository. */
export function findIgnored(cwd: string, files: readonly string[]): ReadonlySet<string> {
  try {
    const output = execFileSync('git', ['check-ignore', '-z', '--stdin'], {
      cwd,
      input: files.join('\0'),
      encoding: 'utf8',
      stdio: ['pipe', 'pipe', 'ignore'],
    })
    return new Set(lines(output))
  } catch {
    // git says so too when it ignores none
    return new Set()
  }
}

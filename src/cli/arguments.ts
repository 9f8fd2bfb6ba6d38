import path from 'node:path'
import { parseArgs } from 'node:util'
import { UsageError } from '../../codemods/errors.js'
import { parseChallengeParts, type ChallengeParts } from '../../codemods/helper/challenge-parts.js'
import { CODEMOD_NAMES, type CodemodName } from '../../codemods/names.js'
import type { RunOptions } from '../../codemods/options.js'

const FLAGS = {
  write: { type: 'boolean' },
  interactive: { type: 'boolean', short: 'i' },
  only: { type: 'string', multiple: true },
  safe: { type: 'boolean' },
  challenge: { type: 'string' },
  realm: { type: 'string' },
  style: { type: 'string' },
  'helper-path': { type: 'string' },
  'strict-token68': { type: 'boolean' },
  include: { type: 'string', multiple: true },
  exclude: { type: 'string', multiple: true },
  'no-gitignore': { type: 'boolean' },
  since: { type: 'string' },
  staged: { type: 'boolean' },
  tsconfig: { type: 'string' },
  'allow-dirty': { type: 'boolean' },
  verify: { type: 'boolean' },
  'no-verify': { type: 'boolean' },
  'no-format': { type: 'boolean' },
  preset: { type: 'string' },
  baseline: { type: 'string' },
  'update-baseline': { type: 'boolean' },
  format: { type: 'string' },
  'output-file': { type: 'string' },
  patch: { type: 'string' },
  quiet: { type: 'boolean', short: 'q' },
  verbose: { type: 'boolean' },
  'no-color': { type: 'boolean' },
} as const

const COMMANDS = ['fix', 'check', 'init'] as const
const FORMATS = ['text', 'json', 'sarif', 'junit', 'github', 'markdown', 'html'] as const
const PRESETS = ['recommended', 'strict'] as const
const STYLES = ['helper', 'inline'] as const

export type Command = (typeof COMMANDS)[number]
export type Format = (typeof FORMATS)[number]

/** What the command line asks for. */
export interface Invocation {
  readonly command: Command
  readonly run: RunOptions
  /** Whether every edit is asked for; then `run.write` is set. */
  readonly interactive: boolean
  /** For `init`. */
  readonly preset: (typeof PRESETS)[number]
  readonly output: OutputOptions
}

export interface OutputOptions {
  readonly format: Format
  /** Absolute. */
  readonly outputFile?: string
  /** Absolute. */
  readonly patch?: string
  /** Absolute; only with `check`. */
  readonly baseline?: string
  readonly updateBaseline: boolean
  readonly quiet: boolean
  readonly verbose: boolean
  readonly color: boolean | undefined
}

/** Reads the command line. Throws a UsageError that names the flag and what it takes. */
export function parseArguments(args: readonly string[], cwd: string): Invocation {
  const { values, positionals } = parse(args)
  const [first, ...others] = positionals
  const command = COMMANDS.find((one) => one === first)
  const paths = command === undefined ? positionals : others
  if (command === 'check' && values.write === true)
    throw new UsageError('check never writes. Use http-status fix --write.')
  if (values.quiet === true && values.verbose === true)
    throw new UsageError('--quiet and --verbose exclude each other.')
  if (values.since !== undefined && values.staged === true)
    throw new UsageError('--since and --staged exclude each other.')
  if (values.verify === true && values['no-verify'] === true)
    throw new UsageError('--verify and --no-verify exclude each other.')
  if (values.baseline !== undefined && command !== 'check') throw new UsageError('--baseline goes with check.')
  if (values['update-baseline'] === true && values.baseline === undefined)
    throw new UsageError('--update-baseline needs --baseline FILE.')
  const interactive = values.interactive === true
  if (interactive && (command === 'check' || command === 'init')) throw new UsageError('--interactive goes with fix.')
  const format = oneOf('format', values.format ?? 'text', FORMATS)
  if (interactive && format !== 'text' && values['output-file'] === undefined)
    throw new UsageError('--interactive asks in the terminal: with it, --format needs --output-file FILE.')
  if (values.preset !== undefined && command !== 'init') throw new UsageError('--preset goes with init.')
  if (command === 'init' && paths.length > 0)
    throw new UsageError('init takes no paths: run it in the folder of the project.')
  const challenge = challengeOf(values.challenge)
  return {
    command: command ?? 'fix',
    run: {
      cwd,
      paths,
      include: values.include ?? [],
      exclude: values.exclude ?? [],
      gitignore: values['no-gitignore'] !== true,
      staged: values.staged === true,
      write: values.write === true || interactive,
      ...((interactive || format === 'html') && { details: true }),
      only: namesOf(values.only ?? []),
      safe: values.safe === true,
      style: oneOf('style', values.style ?? 'helper', STYLES),
      strictToken68: values['strict-token68'] === true,
      allowDirty: values['allow-dirty'] === true,
      // an edit that a run with --write would undo is none that is pending
      ...(command === 'check' && { verify: true, format: false }),
      ...(values.verify === true && { verify: true, format: true }),
      ...(values['no-verify'] === true && { verify: false }),
      ...(values['no-format'] === true && { format: false }),
      ...(values.since !== undefined && { since: values.since }),
      ...(challenge && { challenge }),
      ...(values.realm !== undefined && { realm: realmOf(values.realm) }),
      ...(values['helper-path'] !== undefined && { helperPath: helperPathOf(values['helper-path']) }),
      ...(values.tsconfig !== undefined && { tsconfig: path.resolve(cwd, values.tsconfig) }),
    },
    interactive,
    preset: oneOf('preset', values.preset ?? 'recommended', PRESETS),
    output: {
      format,
      quiet: values.quiet === true,
      verbose: values.verbose === true,
      color: values['no-color'] === true ? false : undefined,
      ...(values['output-file'] !== undefined && { outputFile: path.resolve(cwd, values['output-file']) }),
      updateBaseline: values['update-baseline'] === true,
      ...(values.baseline !== undefined && { baseline: path.resolve(cwd, values.baseline) }),
      ...(values.patch !== undefined && { patch: path.resolve(cwd, values.patch) }),
    },
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: FLAGS, allowPositionals: true, strict: true })
  } catch (error) {
    throw new UsageError(usageMessage(error instanceof Error ? error.message : String(error)))
  }
}

/** Node's messages, shortened, with the nearest flag for one that does not exist. */
function usageMessage(message: string): string {
  const unknown = /Unknown option '([^']+)'/.exec(message)?.[1]
  if (unknown === undefined) return `${message.split(/\.\s/)[0] ?? message}. See http-status --help.`
  const near = Object.keys(FLAGS).find((one) => distance(unknown.replace(/^-+/, ''), one) <= 2)
  return `Unknown flag ${unknown}.${near === undefined ? '' : ` Did you mean --${near}?`} See http-status --help.`
}

/** Number of single-character edits between two short words. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      next.push(
        Math.min((next[j - 1] ?? 0) + 1, (row[j] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)),
      )
    }
    row = next
  }
  return row[b.length] ?? 0
}

function oneOf<T extends string>(flag: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((one) => one === value)
  if (found === undefined)
    throw new UsageError(`--${flag} takes ${allowed.join(' or ')}, not ${JSON.stringify(value)}.`)
  return found
}

function namesOf(values: readonly string[]): readonly CodemodName[] {
  return values
    .flatMap((one) => one.split(','))
    .filter((one) => one !== '')
    .map((one) => oneOf('only', one.trim(), CODEMOD_NAMES))
}

function challengeOf(text: string | undefined): ChallengeParts | undefined {
  if (text === undefined) return undefined
  const parts = parseChallengeParts(text)
  if (typeof parts === 'string') throw new UsageError(`--challenge: ${parts}`)
  return parts
}

function realmOf(text: string): string {
  if (text === '' || /[^ -~]/.test(text)) throw new UsageError('--realm takes printable ASCII text.')
  return text
}

function helperPathOf(text: string): string {
  if (path.isAbsolute(text) || /^\.\.(?:[\\/]|$)/.test(path.normalize(text)))
    throw new UsageError('--helper-path is relative to each package and stays in it.')
  if (!/\.[cm]?[jt]s$/.test(text))
    throw new UsageError('--helper-path takes a .ts, .mts, .cts, .js, .mjs or .cjs file.')
  return text
}

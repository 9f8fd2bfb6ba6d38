import { spawnSync } from 'node:child_process'
import path from 'node:path'

/** One way to lint the project. */
export interface LintRun {
  /** Where the package is installed. */
  readonly folder: string
  /** Folder in node_modules of the ESLint to use. */
  readonly eslint: string
  readonly config: string
  readonly flat: boolean
  /** The Node to run it with; default: this one. */
  readonly node?: string
}

interface Message {
  readonly line: number
  readonly ruleId: string | null
  readonly message: string
}

interface LintResult {
  readonly filePath: string
  readonly messages: readonly Message[]
}

/** Runs an installed ESLint on the project; findings as `file:line rule`. Throws with ESLint's words when it did not lint. */
export function lint(run: LintRun): string[] {
  return messagesOf(run).map(({ file, line, ruleId, message }) => `${file}:${String(line)} ${ruleId ?? message}`)
}

/** The same in ESLint's own words. */
export function messagesOf({
  folder,
  eslint,
  config,
  flat,
  node = process.execPath,
}: LintRun): (Message & { readonly file: string })[] {
  const args = flat ? ['--config', config] : ['--no-eslintrc', '--config', config, '--ext', '.ts,.js']
  const { stdout, stderr } = spawnSync(
    node,
    [path.join('node_modules', eslint, 'bin/eslint.js'), '--format', 'json', ...args, 'src'],
    { cwd: folder, encoding: 'utf8', env: { ...process.env, ESLINT_USE_FLAT_CONFIG: String(flat) } },
  )
  if (!stdout.startsWith('[')) throw new Error(`ESLint did not lint: ${stderr}${stdout}`)
  return (JSON.parse(stdout) as LintResult[]).flatMap(({ filePath, messages }) =>
    messages.map((message) => ({ ...message, file: path.relative(folder, filePath).replaceAll('\\', '/') })),
  )
}

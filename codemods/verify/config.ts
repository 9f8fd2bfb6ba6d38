import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type * as t from 'typescript'
import type { TypeScript } from '../../src/analysis/index.js'
import { createConfigs } from '../package/governing.js'

/** With which options a file is type-checked. */
export type CheckConfig =
  | {
      readonly kind: 'loaded'
      /** Absolute. */
      readonly path: string
      readonly options: t.CompilerOptions
      /** Declaration files that the configuration includes: what they declare for everybody no import leads to. */
      readonly declarations: readonly string[]
    }
  | { readonly kind: 'broken'; readonly path: string; readonly message: string }

/**
 * Errors after which the options are not those of the project: a file that is missing, unreadable, or extends itself. An option or a
 * value that this compiler does not know leaves the others as they are.
 */
const FATAL: readonly number[] = [5012, 5083, 6053, 18000]
const DECLARATION = /\.d\.[cm]?ts$/

/** Finds the configuration that governs a file, with the options that the compiler reads from it. `undefined`: there is none. */
export function createConfigFinder(ts: TypeScript, wanted?: string): (file: string) => CheckConfig | undefined {
  const configs = createConfigs(wanted)
  const loaded = new Map<string, CheckConfig>()
  return (file) => {
    const governing = configs.governing(file)
    const found = governing?.kind === 'broken' ? governing.path : governing?.config.path
    if (found === undefined) return undefined
    const known = loaded.get(found) ?? loadConfig(ts, found)
    loaded.set(found, known)
    return known
  }
}

function loadConfig(ts: TypeScript, file: string): CheckConfig {
  const { config: json, error } = ts.readConfigFile(file, (one) => ts.sys.readFile(one)) as {
    readonly config?: unknown
    readonly error?: t.Diagnostic
  }
  if (error) return broken(ts, file, error)
  const folder = path.dirname(file)
  const parsed = ts.parseJsonConfigFileContent(json, ts.sys, folder, undefined, file)
  const fatal = parsed.errors.find(({ code }) => FATAL.includes(code) || (code >= 1000 && code < 2000))
  if (fatal) return broken(ts, file, fatal)
  const files = parsed.fileNames.map((one) => path.normalize(one))
  return {
    kind: 'loaded',
    path: file,
    options: forChecking(parsed.options, majorOf(folder)),
    declarations: files.filter((one) => DECLARATION.test(one)),
  }
}

function broken(ts: TypeScript, file: string, { messageText }: t.Diagnostic): CheckConfig {
  return { kind: 'broken', path: file, message: ts.flattenDiagnosticMessageText(messageText, ' ') }
}

/** The project's options without what belongs to writing files, and with the defaults of the release that the project uses. */
function forChecking(options: t.CompilerOptions, major: number | undefined): t.CompilerOptions {
  // TypeScript 6 is strict, and takes no global types, unless it is told otherwise.
  const older = major === undefined || major < 6
  const { composite: _composite, incremental: _incremental, tsBuildInfoFile: _info, ...kept } = options
  return {
    ...kept,
    ...(older && options.strict === undefined && { strict: false }),
    ...(older && options.types === undefined && { types: ['*'] }),
    noEmit: true,
    skipLibCheck: true,
  }
}

/** The release of TypeScript that is installed nearest to a folder. */
function majorOf(folder: string): number | undefined {
  const parent = path.dirname(folder)
  const manifest = path.join(folder, 'node_modules', 'typescript', 'package.json')
  if (existsSync(manifest)) {
    const version = /"version"\s*:\s*"(\d+)\./.exec(readFileSync(manifest, 'utf8'))?.[1]
    return version === undefined ? undefined : Number(version)
  }
  return parent === folder ? undefined : majorOf(parent)
}

import { createRequire } from 'node:module'
import path from 'node:path'
import type * as TsMorph from 'ts-morph'
import type * as t from 'typescript'
import type { TypeScript } from '../../src/analysis/index.js'
import type { CheckConfig } from './config.js'

/** A diagnostic with its place in the text that was checked. */
export interface RawDiagnostic {
  readonly path: string
  readonly code: number
  readonly message: string
  readonly start: number
}

/** Type-checks files of one configuration again and again, with other texts each time. Let go of it to free its memory. */
export interface TypeCheck {
  /**
   * In: texts by absolute path, in the place of what is on disk (or where nothing is); which files to check.
   * Out: what the compiler says of those files. Files that do not exist say nothing.
   */
  readonly diagnose: (texts: ReadonlyMap<string, string>, files: readonly string[]) => readonly RawDiagnostic[]
  /** What a file of the last check exports, with its types, as text that differs when somebody who imports it could notice. */
  readonly exportsOf: (file: string) => string
}

/** The compiler's own declarations, parsed once for all configurations. */
export type LibraryFiles = Map<string, t.SourceFile>

/** Loads the files that are checked, what they import, and the declarations for everybody; the rest of the project is not read. */
export function createTypeCheck(
  ts: TypeScript,
  config: Extract<CheckConfig, { kind: 'loaded' }>,
  libraries: LibraryFiles,
): TypeCheck {
  const parsed = new Map<string, { readonly text: string; readonly file: t.SourceFile }>()
  let texts: ReadonlyMap<string, string> = new Map()
  let program: t.Program | undefined
  const overlaid = new Set<string>()
  const base = ts.createCompilerHost(config.options, true)
  const library = libraryReader()
  const folder = library.folder

  const parse = (file: string, options: t.ScriptTarget | t.CreateSourceFileOptions): t.SourceFile | undefined => {
    const known = parsed.get(file)
    const overlay = texts.get(file)
    // what lies on disk is taken not to change meanwhile
    if (known && (overlay === undefined ? !overlaid.has(file) : known.text === overlay)) return known.file
    const text = overlay ?? ts.sys.readFile(file)
    if (text === undefined) return undefined
    if (overlay === undefined) overlaid.delete(file)
    else overlaid.add(file)
    const made = ts.createSourceFile(file, text, options, true)
    parsed.set(file, { text, file: made })
    return made
  }
  const holds = (directory: string): boolean =>
    [...texts.keys()].some((one) => one.startsWith(directory.endsWith('/') ? directory : `${directory}/`))

  const host: t.CompilerHost = {
    ...base,
    getDefaultLibLocation: () => folder,
    getDefaultLibFileName: (options) => `${folder}/${ts.getDefaultLibFileName(options)}`,
    getCurrentDirectory: () => path.dirname(config.path),
    fileExists: (file) => texts.has(file) || library.read(file) !== undefined || base.fileExists(file),
    readFile: (file) => texts.get(file) ?? library.read(file) ?? base.readFile(file),
    directoryExists: (directory) => base.directoryExists?.(directory) === true || holds(slashed(directory)),
    getSourceFile: (file, options) => {
      const text = library.read(file)
      if (text === undefined) return parse(file, options)
      const key = `${file} ${JSON.stringify(options)}`
      const known = libraries.get(key) ?? ts.createSourceFile(file, text, options, true)
      libraries.set(key, known)
      return known
    },
  }

  return {
    diagnose: (given, files) => {
      texts = new Map([...given].map(([file, text]) => [slashed(file), text]))
      const existing = files.map(slashed).filter((one) => host.fileExists(one))
      program = ts.createProgram({
        rootNames: [...config.declarations.map(slashed), ...existing],
        options: config.options,
        host,
        ...(program && { oldProgram: program }),
      })
      return files.flatMap((one) => diagnosticsOf(ts, program, one, config.options))
    },
    exportsOf: (file) => {
      const source = program?.getSourceFile(slashed(file))
      const checker = program?.getTypeChecker()
      const symbol = source && checker?.getSymbolAtLocation(source)
      if (checker === undefined || symbol === undefined) return ''
      const written = ({ name }: t.Symbol, type: t.Type): string =>
        `${name}: ${checker.typeToString(type, undefined, ts.TypeFormatFlags.NoTruncation)}`
      const exported = checker.getExportsOfModule(symbol)
      return exported.map((one) => written(one, checker.getTypeOfSymbol(one))).join('\n')
    },
  }
}

/** The compiler's way to write paths. */
function slashed(file: string): string {
  return file.split(path.sep).join('/')
}

function diagnosticsOf(
  ts: TypeScript,
  program: t.Program | undefined,
  file: string,
  { declaration }: t.CompilerOptions,
): readonly RawDiagnostic[] {
  const source = program?.getSourceFile(slashed(file))
  if (program === undefined || source === undefined) return []
  const found = [
    ...program.getSyntacticDiagnostics(source),
    ...program.getSemanticDiagnostics(source),
    ...(declaration === true ? program.getDeclarationDiagnostics(source) : []),
  ]
  return found
    .filter(({ category }) => category === ts.DiagnosticCategory.Error)
    .map(({ code, messageText, start }) => ({
      path: file,
      code,
      message: ts.flattenDiagnosticMessageText(messageText, ' ').replace(/\s+/g, ' '),
      start: start ?? 0,
    }))
}

/** ts-morph carries the compiler's declarations with it, under names where nothing is on disk. */
function libraryReader(): { readonly folder: string; readonly read: (file: string) => string | undefined } {
  const { Project } = createRequire(import.meta.url)('ts-morph') as typeof TsMorph
  const folder = '/node_modules/typescript/lib'
  const files = new Project({ skipAddingFilesFromTsConfig: true }).getModuleResolutionHost()
  return {
    folder,
    read: (file) => (file.startsWith(`${folder}/lib.`) ? files.readFile(file) : undefined),
  }
}

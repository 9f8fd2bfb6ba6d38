import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { analyseFile, createWorkspace } from '../../../src/analysis/index.js'
import type { ResponseSite } from '../../../src/model/site.js'

/** Files that are nowhere on the disk, in a folder from which the installed packages are found. */
export const VIRTUAL = fileURLToPath(new URL('../virtual', import.meta.url))

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  types: ['node'],
  strict: true,
  noImplicitAny: false,
  experimentalDecorators: true,
  allowJs: true,
  skipLibCheck: true,
  noEmit: true,
}

export interface TypedReader {
  readonly problems: (path: string) => readonly string[]
  readonly read: (path: string) => readonly ResponseSite[]
}

/** One program over all these files, with the types of the installed packages. Paths are absolute; `others` are no sources. */
export function typedReader(
  files: Readonly<Record<string, string>>,
  others: Readonly<Record<string, string>> = {},
): TypedReader {
  const system = ts.createCompilerHost(OPTIONS)
  const host: ts.CompilerHost = {
    ...system,
    fileExists: (path) => path in files || system.fileExists(path),
    readFile: (path) => files[path] ?? system.readFile(path),
    getSourceFile: (path, language) => {
      const text = files[path] ?? system.readFile(path)
      return text === undefined ? undefined : ts.createSourceFile(path, text, language, true)
    },
  }
  const program = ts.createProgram(Object.keys(files), OPTIONS, host)
  const checker = program.getTypeChecker()
  // A package of its own: what this repository depends on says nothing of these files.
  const manifest = join(VIRTUAL, 'package.json')
  const readFile = (path: string) =>
    path === manifest ? '{ "name": "virtual" }' : (others[path] ?? host.readFile(path))
  const workspace = createWorkspace(ts, { readFile, listFolders: () => [] }, (path) => program.getSourceFile(path))
  const fileOf = (path: string): ts.SourceFile => {
    const file = program.getSourceFile(path)
    if (!file) throw new Error(`${path} is no part of the program`)
    return file
  }
  return {
    problems: (path) =>
      program
        .getSemanticDiagnostics(fileOf(path))
        .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' ')),
    read: (path) => {
      const facts = analyseFile({ ts, file: fileOf(path), path, checker, workspace, settings: { includeTests: true } })
      const [problem] = facts.notAnalysed
      if (problem) throw new Error(problem.message)
      return facts.responses
    },
  }
}

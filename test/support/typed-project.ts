import ts from 'typescript'
import { analyseFile, createWorkspace } from '../../src/analysis/index.js'
import type { FileFacts } from '../../src/model/facts.js'
import type { Project } from './project.js'
import { hostOf } from './project.js'
import { root } from './repository.js'

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  allowJs: true,
  strict: true,
  skipLibCheck: true,
  jsx: ts.JsxEmit.Preserve,
  types: ['node'],
  noEmit: true,
}

/** Declaration files of the compiler and of the frameworks, parsed once for every project. */
const shared = new Map<string, ts.SourceFile | undefined>()

/**
 * What the analysis says of every source file of a project with a checker. The project stands beside the repository's node_modules,
 * in memory: its imports get the declarations of the real frameworks.
 */
export function analyseTyped(project: Project): ReadonlyMap<string, FileFacts> {
  const base = `${root.replaceAll('\\', '/')}/in-memory`
  const disk = ts.createCompilerHost(OPTIONS)
  const own = (path: string): string | undefined =>
    path.startsWith(`${base}/`) ? project[path.slice(base.length + 1)] : undefined
  const host: ts.CompilerHost = {
    ...disk,
    fileExists: (path) => own(path) !== undefined || disk.fileExists(path),
    readFile: (path) => own(path) ?? disk.readFile(path),
    directoryExists: (path) => path.startsWith(base) || (disk.directoryExists?.(path) ?? true),
    getSourceFile: (path, options) => {
      const text = own(path)
      if (text !== undefined) return ts.createSourceFile(path, text, options, true)
      if (!shared.has(path)) shared.set(path, disk.getSourceFile(path, options))
      return shared.get(path)
    },
  }
  const names = Object.keys(project).filter((name) => /\.[cm]?[jt]sx?$/.test(name))
  const program = ts.createProgram(
    names.map((name) => `${base}/${name}`),
    OPTIONS,
    host,
  )
  const checker = program.getTypeChecker()
  const memory = hostOf(project, base)
  const workspace = createWorkspace(ts, memory, (path) =>
    own(path) === undefined ? undefined : program.getSourceFile(path),
  )
  return new Map(
    names.flatMap((name) => {
      const path = `${base}/${name}`
      const file = program.getSourceFile(path)
      if (file === undefined) throw new Error(`${name} is not in the program.`)
      const facts = analyseFile({ ts, file, path, checker, workspace })
      const [problem] = facts.notAnalysed
      if (problem) throw new Error(problem.message)
      return [[name, facts] as const]
    }),
  )
}

import ts from 'typescript'
import { analyseFile, createWorkspace, parseFile } from '../../src/analysis/index.js'
import { diskHost } from '../../src/eslint/disk-host.js'
import type { FileFacts } from '../../src/model/facts.js'
import type { AnalysisHost } from '../../src/model/host.js'
import type { Settings } from '../../src/model/settings.js'

/** The disk, on which nothing changes while the tests run. */
export const stillHost: AnalysisHost = { ...diskHost, version: () => 0 }

/** A project in memory: path -> text, paths relative to its root. */
export type Project = Readonly<Record<string, string>>

const ROOT = '/project'

/** Reads a project in memory as the disk would be read. */
export function hostOf(project: Project, root = ROOT): AnalysisHost {
  const paths = Object.keys(project).map((path) => `${root}/${path}`)
  const below = (folder: string): readonly string[] =>
    paths.flatMap((path) => (path.startsWith(`${folder}/`) ? [path.slice(folder.length + 1)] : []))
  return {
    readFile: (path) => project[path.slice(root.length + 1)],
    listFolders: (folder) => [
      ...new Set(below(folder).flatMap((path) => (path.includes('/') ? [path.slice(0, path.indexOf('/'))] : []))),
    ],
    listFiles: (folder) => below(folder).filter((path) => !path.includes('/')),
  }
}

/** What the analysis says of every source file of a project, without types. */
export function analyseProject(project: Project, settings: Settings = {}): ReadonlyMap<string, FileFacts> {
  const workspace = createWorkspace(ts, hostOf(project))
  return new Map(
    Object.entries(project).flatMap(([name, text]) => {
      if (!/\.[cm]?[jt]sx?$/.test(name)) return []
      const path = `${ROOT}/${name}`
      const facts = analyseFile({ ts, file: parseFile(ts, path, text), path, workspace, settings })
      const [problem] = facts.notAnalysed
      if (problem) throw new Error(problem.message)
      return [[name, facts] as const]
    }),
  )
}

/** A package.json that depends on these packages. */
export function manifest(...packages: readonly string[]): string {
  return JSON.stringify({ name: 'app', dependencies: Object.fromEntries(packages.map((name) => [name, '*'])) })
}

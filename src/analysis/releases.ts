import type { Framework, ReleaseLine } from '../frameworks/define.js'
import { intersect, parseRange } from '../model/versions.js'
import { SOURCES, versionsOf } from './package-versions.js'
import { inLine } from './release-lines.js'
import type { Workspace } from './workspace-types.js'

/** What the frameworks do, as far as their versions are known. Lists with the same facts are the same object. */
export interface Readings {
  /** The facts with which a file is read first: those that are known to hold, and the newest of the others. */
  readonly first: readonly Framework[]
  /** The facts that may hold just as well, for a file that has to do with these frameworks. */
  readonly others: (concerns: (framework: Framework) => boolean) => readonly (readonly Framework[])[]
}

/** More than this are not read: a manifest that leaves so much open says nothing. */
const MOST_READINGS = 12

const lists = new Map<string, readonly Framework[]>()

/** `uses`: whether the file or its package has to do with a framework; only then its version is looked for. */
export function readingsOf(
  workspace: Workspace,
  file: string,
  frameworks: readonly Framework[],
  uses: (framework: Framework) => boolean,
): Readings {
  const open = new Map<Framework, readonly ReleaseLine[]>()
  for (const framework of frameworks)
    if (framework.lines) {
      const possible = uses(framework) ? linesInUse(workspace, file, framework.lines) : framework.lines
      open.set(framework, possible)
    }
  const newest = new Map([...open].flatMap(([framework, lines]) => lines.slice(-1).map((line) => [framework, line])))
  return {
    first: inLines(frameworks, newest),
    others: (concerns) => {
      let choices: readonly ReadonlyMap<Framework, ReleaseLine>[] = [newest]
      for (const [framework, lines] of open)
        if (lines.length > 1 && concerns(framework) && choices.length * lines.length <= MOST_READINGS)
          choices = choices.flatMap((choice) => lines.map((line) => new Map(choice).set(framework, line)))
      return choices.map((choice) => inLines(frameworks, choice)).filter((list) => list !== inLines(frameworks, newest))
    },
  }
}

/** The frameworks that the package of `file` depends on, in each of their lines that may be in use. */
export function frameworksInUse(
  workspace: Workspace,
  file: string,
  frameworks: readonly Framework[],
): readonly Framework[] {
  const dependencies = workspace.packageOf(file)?.dependencies ?? new Set()
  return frameworks
    .filter(({ packages }) => packages.some((name) => dependencies.has(name)))
    .flatMap((framework) =>
      framework.lines
        ? linesInUse(workspace, file, framework.lines).map((line) => inLine(framework, line))
        : [framework],
    )
}

/** The lines of which one is in use: each source narrows them down until one is left. */
export function linesInUse(workspace: Workspace, file: string, lines: readonly ReleaseLine[]): readonly ReleaseLine[] {
  const packages = [...new Set(lines.flatMap(({ releases }) => Object.keys(releases)))]
  let possible = lines
  for (const source of SOURCES)
    for (const name of packages) {
      if (possible.length < 2) return possible
      const versions = versionsOf(workspace, file, name, source)
      if (versions === undefined) continue
      const allowed = possible.filter(({ releases }) => {
        const range = releases[name]
        return range !== undefined && intersect(parseRange(range) ?? [], versions).length > 0
      })
      // sources that contradict each other: the one that is trusted more has been heard
      if (allowed.length > 0) possible = allowed
    }
  return possible
}

function inLines(frameworks: readonly Framework[], choice: ReadonlyMap<Framework, ReleaseLine>): readonly Framework[] {
  const key = frameworks.map((framework) => choice.get(framework)?.title ?? framework.name).join('\n')
  let list = lists.get(key)
  if (list === undefined) {
    list = frameworks.map((framework) => {
      const line = choice.get(framework)
      return line ? inLine(framework, line) : framework
    })
    lists.set(key, list)
  }
  return list
}

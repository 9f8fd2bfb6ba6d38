import { requireWwwAuthenticate } from '../../../rules/require-www-authenticate.js'
import type { FileFacts } from '../../../src/model/facts.js'
import type { Settings } from '../../../src/model/settings.js'
import { analyseProject, type Project } from '../../support/project.js'

/** A project in which `// !` ends every line that is reported, and no other line. */
export interface Case {
  readonly name: string
  readonly files: Project
}

/** `file:line` of every line that the rule reports in a project, without types. */
export function reported(
  project: Project,
  options: { readonly everyThrow?: boolean } = {},
  settings: Settings = {},
): readonly string[] {
  return placesIn(project, analyseProject(project, settings), options, settings)
}

/** `file:line` of every line that the rule reports in facts that were read of a project. */
export function placesIn(
  project: Project,
  all: ReadonlyMap<string, FileFacts>,
  options: { readonly everyThrow?: boolean } = {},
  settings: Settings = {},
): readonly string[] {
  const places = [...all].flatMap(([name, facts]) =>
    requireWwwAuthenticate.definition
      .findings(facts, options, settings)
      .map(({ range }) => `${name}:${String((project[name] ?? '').slice(0, range.start).split('\n').length)}`),
  )
  return [...new Set(places)].toSorted()
}

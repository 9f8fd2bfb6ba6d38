import type { Project } from './project.js'

const MARK = /\/\/ !\s*$/

/** `file:line` of every line of a project that ends in `// !`: the lines that a rule has to report. */
export function marked(project: Project): readonly string[] {
  return Object.entries(project)
    .flatMap(([name, text]) =>
      text.split('\n').flatMap((line, index) => (MARK.test(line) ? [`${name}:${String(index + 1)}`] : [])),
    )
    .toSorted()
}

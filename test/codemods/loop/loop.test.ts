import { describe, expect, it } from 'vitest'
import { makeProject } from '../support/project.js'
import { lint, listed } from './lint.js'
import { demo, frameworkForms, pages, pairs, ruleCases, type Named } from './projects.js'

/** The projects of a group, each in a folder of its own: one run reads them all. */
function together(projects: readonly Named[]): Readonly<Record<string, string>> {
  const files = projects.flatMap(([name, project], index) => {
    const home = `${String(index)}-${name.replace(/\W+/g, '-').slice(0, 60)}`
    return Object.entries(project).map(([file, text]) => [`${home}/${file}`, text] as const)
  })
  return { 'package.json': '{ "name": "all", "private": true }', ...Object.fromEntries(files) }
}

describe.each([
  ['before and after pairs', 'helper', pairs],
  ['before and after pairs', 'inline', pairs],
  ['forms of the frameworks', 'helper', frameworkForms],
  ['cases of the rules', 'helper', ruleCases],
  ['servers of the demo', 'helper', demo],
  ['examples of the pages', 'helper', pages],
] as const)('%s, style %s', (_group, style, projects) => {
  it('are found, fixed and silent but for what the command has left', async () => {
    const project = makeProject(together(projects))
    const before = await project.run({ style })
    expect(listed(before), 'ESLint and the command agree before').toEqual(lint(project.folder))

    const written = await project.run({ style, write: true, verify: false })
    expect(written.failures).toEqual([])
    const after = await project.run({ style })
    expect(after.edits, 'a second run changes nothing').toEqual([])
    expect(listed(after), 'ESLint reports what the command has left, and nothing else').toEqual(lint(project.folder))
    expect(listed(after), 'what was edited is settled').toHaveLength(
      listed(written).length - written.edits.filter((one) => one.optional !== true).length,
    )
  })
})

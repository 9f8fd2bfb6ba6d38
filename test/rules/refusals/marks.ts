import type { FileFacts } from '../../../src/model/facts.js'
import type { Finding } from '../../../src/model/finding.js'
import type { Settings } from '../../../src/model/settings.js'
import { analyseProject, type Project } from '../../support/project.js'

/** A project in which `// !` ends every line that is reported, and no other line. */
export interface Case {
  readonly name: string
  readonly files: Project
  readonly settings?: Settings
}

interface Judge {
  readonly definition: {
    readonly findings: (facts: FileFacts, options: object, settings: Settings) => readonly Finding[]
  }
}

/** `file:line` of every line that a rule reports in a project, without types. */
export function reported(rule: Judge, { files, settings = {} }: Case): readonly string[] {
  const places = [...analyseProject(files, settings)].flatMap(([name, facts]) => {
    if (facts.notAnalysed.length > 0) throw new Error(`${name}: ${facts.notAnalysed[0]?.message ?? ''}`)
    return rule.definition
      .findings(facts, {}, settings)
      .map(({ range }) => `${name}:${String((files[name] ?? '').slice(0, range.start).split('\n').length)}`)
  })
  return [...new Set(places)].toSorted()
}

/** One file of an Express server. */
export function express(body: string): Project {
  return { 'src/server.js': `const express = require('express')\nconst app = express()\n${body}` }
}

/** One route handler of Next. */
export function next(body: string): Project {
  return { 'app/api/items/route.ts': `import { NextResponse } from 'next/server'\n${body}` }
}

import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { analyseFile, createWorkspace, mayContainFindings, parseFile } from '../../../src/analysis/index.js'
import { hostOf } from '../../support/project.js'
import { allCases } from './all.cases.js'

describe('the text test hides nothing', () => {
  it.each(allCases)('$name', ({ files }) => {
    for (const [name, text] of Object.entries(files)) {
      if (!/\.[jt]sx?$/.test(name)) continue
      const path = `/project/${name}`
      const read = (ignoresTextTest: boolean) =>
        analyseFile({
          ts,
          file: parseFile(ts, path, text),
          path,
          workspace: createWorkspace(ts, hostOf(files)),
          ignoresTextTest,
        })
      const all = read(true)
      expect(
        mayContainFindings(text) ? read(false) : { responses: [], challenges: [], bearers: [], notAnalysed: [] },
      ).toEqual(all)
    }
  })
})

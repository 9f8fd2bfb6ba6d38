import ts from 'typescript'
import { analyseFile, createWorkspace, parseFile } from '../../../src/analysis/index.js'
import type { ResponseSite } from '../../../src/model/site.js'

/** Files in memory; the first is the one that is read. */
export type Files = Readonly<Record<string, string>>

/** The responses that the analysis sees in the first of these files, without types. */
export function readResponses(files: Files): readonly ResponseSite[] {
  const [path, text] = Object.entries(files)[0] ?? ['', '']
  const workspace = createWorkspace(ts, { readFile: (name) => files[name], listFolders: () => [] })
  const facts = analyseFile({ ts, file: parseFile(ts, path, text), path, workspace })
  const [problem] = facts.notAnalysed
  if (problem) throw new Error(problem.message)
  return facts.responses
}

/** Whether a rule reports that a response may leave as a 401 without a challenge. A call of a helper that is a place of its own does not count again. */
export function isBare401(site: ResponseSite): boolean {
  if (site.slot.kind === 'none' && site.slot.reason === 'helper-fixed') return false
  if (site.note === 'legacy-signature') return false
  return site.status.values.includes(401) && (site.header.presence === 'never' || site.header.presence === 'sometimes')
}

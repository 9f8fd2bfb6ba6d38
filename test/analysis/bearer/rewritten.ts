import ts from 'typescript'
import { findBearerSites } from '../../../src/analysis/bearer/index.js'
import { parseFile } from '../../../src/analysis/typescript.js'
import { createWorkspace } from '../../../src/analysis/workspace.js'
import { frameworks } from '../../../src/frameworks/index.js'
import type { BearerRewrite, BearerSite } from '../../../src/model/strings.js'

const host = { readFile: () => undefined, listFolders: () => [] }

/** The places of a text that build or parse the header, without types. */
export function sitesOf(text: string, path = '/app/src/auth.ts'): readonly BearerSite[] {
  const workspace = createWorkspace(ts, host)
  const file = parseFile(ts, path, text)
  workspace.put(path, file)
  return findBearerSites({ ts, file, path, workspace, frameworks, settings: {}, ignoresText: false })
}

/** A text with the edits of one rewrite made. */
export function rewrite(text: string, { edits }: BearerRewrite): string {
  return [...edits]
    .sort((a, b) => b.range.start - a.range.start)
    .reduce((old, { range, text: by }) => old.slice(0, range.start) + by + old.slice(range.end), text)
}

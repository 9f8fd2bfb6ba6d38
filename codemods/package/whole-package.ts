import path from 'node:path'
import { mayContainFindings } from '../../src/analysis/text-test.js'
import type { SourceFile } from '../edit-file.js'
import type { Engine } from '../engine.js'
import { createCompiledTest } from '../files/compiled.js'
import { listSources, type Scope } from '../files/list.js'
import { scanFile } from '../files/read.js'
import type { Manifest } from './manifest.js'

/** The source files of a package that a run over all of it would list, whatever this run looks at. */
export function listWholePackage(
  { folder }: Manifest,
  scope: Scope,
  listed: readonly string[],
  isIn: (file: string) => boolean,
): readonly string[] {
  const isAll = scope.paths.length === 0 && scope.since === undefined && !scope.staged && !isInside(scope.cwd, folder)
  if (isAll) return listed
  // patterns are written for the folder that the run stands in
  const isPatterned = scope.include.length > 0 || scope.exclude.length > 0
  const { include, exclude, gitignore } = scope
  const { files } = listSources({
    include,
    exclude,
    gitignore,
    cwd: isPatterned ? scope.cwd : folder,
    paths: [],
    staged: false,
  })
  return [...new Set([...listed, ...files.filter(isIn)])].sort()
}

function isInside(cwd: string, folder: string): boolean {
  const relative = path.relative(folder, cwd)
  return relative !== '' && !relative.startsWith('..') && !path.isAbsolute(relative)
}

/** The files of a list that have something to analyse, analysed: those that the run has looked at already, and the rest. */
export function analyseRest(
  engine: Engine,
  listed: readonly string[],
  known: readonly SourceFile[],
): readonly SourceFile[] {
  const isCompiled = createCompiledTest()
  const byPath = new Map(known.map((one) => [one.path, one]))
  return listed.flatMap((file) => {
    const found = byPath.get(file)
    if (found !== undefined) return [found]
    const scanned = scanFile(file, mayContainFindings)
    if (scanned.kind !== 'candidate' || isCompiled(file, scanned.text)) return []
    try {
      const analysis = engine.analyse(file, scanned.text)
      return analysis.syntaxErrors.length === 0 ? [{ path: file, text: scanned.text, analysis }] : []
    } catch (error) {
      // code that is nested too deeply is left here as it is where it is in scope
      if (error instanceof RangeError) return []
      throw error
    }
  })
}

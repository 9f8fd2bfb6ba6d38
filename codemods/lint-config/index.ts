import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { loadCompiler } from '../engine.js'
import { UsageError } from '../errors.js'
import { createManifestFinder, type Manifest } from '../package/manifest.js'
import type { ChangedFile } from '../report.js'
import { linesToAdd, NEW_CONFIG, newLintConfig } from './create.js'
import { addToLintConfig, PLUGIN } from './edit.js'
import { findLintConfig, type FoundConfig } from './find.js'
import { installCommand } from './install.js'

/** What `init` would do. `file` is relative to the folder and `/`-separated. */
export type LintConfigPlan = { readonly file: string; readonly install: string | undefined } & (
  | { readonly kind: 'change'; readonly change: ChangedFile }
  | { readonly kind: 'present' }
  | { readonly kind: 'by-hand'; readonly reason: string; readonly lines: string }
)

/**
 * Plans how the plugin gets into the ESLint configuration that is used in a folder. Writes nothing.
 * @throws UsageError when the folder is in no package.
 */
export function planLintConfig(folder: string, preset: string): LintConfigPlan {
  const manifest = createManifestFinder()(path.join(folder, 'x'))
  if (manifest === undefined)
    throw new UsageError(`No package.json in ${folder} or above it. Run http-status init in a project's folder.`)
  const found = findLintConfig(folder)
  const nameOf = (file: string): string => path.relative(folder, file).split(path.sep).join('/')
  if (found.kind === 'none') return planNew(manifest, preset, nameOf)
  const base = {
    file: nameOf(found.path),
    install: installCommand(path.dirname(found.path), ['eslint', PLUGIN, 'typescript@6']),
  }
  if (found.kind === 'legacy')
    return { ...base, kind: 'by-hand', reason: 'it is in the old format', lines: linesToAdd('legacy', preset) }
  const before = readFileSync(found.path, 'utf8')
  const edit = addToLintConfig(
    loadCompiler(),
    { path: found.path, text: before, system: systemOf(found, manifest) },
    preset,
  )
  switch (edit.kind) {
    case 'present':
      return { ...base, kind: 'present' }
    case 'left':
      return { ...base, kind: 'by-hand', reason: edit.reason, lines: linesToAdd('flat', preset) }
    case 'edited':
      return { ...base, kind: 'change', change: changeOf(base.file, found.path, before, edit.text) }
  }
}

function planNew({ folder, dependencies }: Manifest, preset: string, nameOf: (file: string) => string): LintConfigPlan {
  const usesTypeScript = dependencies.includes('typescript') || existsSync(path.join(folder, 'tsconfig.json'))
  const file = path.join(folder, NEW_CONFIG)
  const packages = ['eslint', PLUGIN, ...(usesTypeScript ? ['typescript-eslint'] : []), 'typescript@6']
  return {
    kind: 'change',
    file: nameOf(file),
    install: installCommand(folder, packages),
    change: changeOf(nameOf(file), file, undefined, newLintConfig(preset, usesTypeScript)),
  }
}

function changeOf(file: string, absolute: string, before: string | undefined, after: string): ChangedFile {
  return { path: file, absolute, before, after, role: 'source', owner: path.dirname(absolute) }
}

function systemOf({ path: file }: Extract<FoundConfig, { kind: 'flat' }>, { type }: Manifest): 'esm' | 'cjs' {
  if (/\.c[jt]s$/.test(file)) return 'cjs'
  return /\.js$/.test(file) && type === 'commonjs' ? 'cjs' : 'esm'
}

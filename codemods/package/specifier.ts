import path from 'node:path'
import type { ImportFact, ModuleShape } from '../../src/model/module.js'
import { aliasesFor, type Aliases, type AliasSources } from './aliases.js'
import { CODE_EXTENSION, extensionFor } from './extension.js'
import type { Habits } from './habits.js'
import { ownImportOf } from './own-imports.js'
import { isThroughAlias, throughAlias } from './wildcard.js'

/** What decides how one file names another. */
export interface SpecifierContext extends AliasSources {
  readonly habits: Habits
}

/**
 * The specifier for `target` in `file`, in the way that the file's neighbours name each other as far as it resolves at run time:
 * through an alias that is proven, else relative, with the extension that this file needs.
 */
export function specifierFor(
  file: string,
  target: string,
  shape: ModuleShape,
  system: 'esm' | 'cjs',
  context: SpecifierContext,
): string {
  const { manifest, habits } = context
  const bare = target.replace(CODE_EXTENSION, '')
  const own = shape.imports.some((one) => one.runs && one.specifier.startsWith('#'))
    ? ownImportOf(manifest, file, target)
    : undefined
  if (own !== undefined) return own
  const aliases = aliasesFor({ path: file, imports: shape.imports }, context)
  const isAliased = ({ specifier }: ImportFact): boolean => aliases.all.some((one) => isThroughAlias(one, specifier))
  const alias = wantsAlias(file, target, shape, aliases, habits)
    ? aliases.proven.map((one) => throughAlias(one, bare)).find((one) => one !== undefined)
    : undefined
  const relative = path.relative(path.dirname(file), bare).split(path.sep).join('/')
  const stem = alias ?? (relative.startsWith('.') ? relative : `./${relative}`)
  const neighbours = shape.imports.filter(
    (one) => one.runs && (alias === undefined ? one.specifier.startsWith('.') : isAliased(one)),
  )
  const config = context.configs.governing(file)?.config
  return stem + extensionFor({ file, target, system, manifest, config, habits, neighbours })
}

/** Whether the file, or else its package, reaches over folders with an alias. */
function wantsAlias(file: string, target: string, shape: ModuleShape, aliases: Aliases, habits: Habits): boolean {
  const specifiers = shape.imports.map((one) => one.specifier)
  if (specifiers.some((one) => aliases.all.some((alias) => isThroughAlias(alias, one)))) return true
  if (specifiers.some((one) => one.startsWith('.'))) return false
  if (habits.usesAlias !== undefined) return habits.usesAlias
  // Nothing shows a habit: where the framework resolves the alias and the path upwards is long, it is what people write.
  const isFar = path.relative(path.dirname(file), target).startsWith(path.join('..', '..'))
  return specifiers.length === 0 && aliases.isBuilt && isFar
}

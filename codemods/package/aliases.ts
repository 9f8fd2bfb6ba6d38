import path from 'node:path'
import type { Layout } from '../../src/frameworks/layouts.js'
import type { ImportFact } from '../../src/model/module.js'
import type { Configs } from './governing.js'
import type { Manifest } from './manifest.js'
import type { ProjectConfig } from './tsconfig.js'
import { isThroughAlias, leadsToFile, wildcardOf, type Alias } from './wildcard.js'

/** A file of which it is known that it runs on the server. */
export interface RunningFile {
  readonly path: string
  readonly imports: readonly ImportFact[]
}

/** The aliases that a file may be written with, and which of them are known to resolve when it runs. */
export interface Aliases {
  readonly all: readonly Alias[]
  readonly proven: readonly Alias[]
  /** The framework builds this file, and resolves some of them. */
  readonly isBuilt: boolean
}

export interface AliasSources {
  readonly manifest: Manifest
  readonly layouts: readonly Layout[]
  readonly configs: Configs
  /** Files of the package that run, whose imports prove an alias for every file under the same configuration. */
  readonly running: readonly RunningFile[]
}

/**
 * An alias proves that it resolves at run time by an import that needs it then: of this file, or of another that runs and is
 * compiled with it. Types are gone by then, so `paths` that only types use prove nothing. A framework that builds a file itself
 * proves the aliases that it brings along, and `paths` where it resolves them.
 */
export function aliasesFor(file: RunningFile, sources: AliasSources): Aliases {
  const { manifest, layouts, configs } = sources
  const config = configs.governing(file.path)?.config
  const inPackage = path.relative(manifest.folder, file.path).split(path.sep).join('/')
  const building = layouts.filter((one) => one.builds.test(inPackage))
  const brought = building.flatMap(({ aliases = {} }) =>
    Object.entries(aliases).map(([prefix, folder]) =>
      wildcardOf(`${prefix}*`, [path.join(manifest.folder, folder, '*')]),
    ),
  )
  const isResolved = building.some((one) => config !== undefined && resolvesPaths(one, config, manifest))
  const mapped = config?.aliases ?? []
  const seen = (alias: Alias): boolean =>
    [file, ...sources.running.filter((one) => isUnder(config, one, configs))].some(({ imports }) =>
      imports.some((one) => one.runs && isThroughAlias(alias, one.specifier) && leadsToFile(alias, one.specifier)),
    )
  return {
    all: [...mapped, ...brought],
    proven: [...mapped.filter((one) => isResolved || seen(one)), ...brought],
    isBuilt: building.length > 0,
  }
}

function resolvesPaths({ resolvesPaths: how }: Layout, config: ProjectConfig, manifest: Manifest): boolean {
  const isOwn = path.dirname(config.path) === manifest.folder && /^[jt]sconfig\.json$/.test(path.basename(config.path))
  return isOwn && how !== undefined && (how === 'always' || manifest.dependencies.includes(how.beside))
}

function isUnder(config: ProjectConfig | undefined, file: RunningFile, configs: Configs): boolean {
  return config !== undefined && configs.governing(file.path)?.config?.path === config.path
}

import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { loadProjectConfig, type LoadedConfig, type ProjectConfig } from './tsconfig.js'

/** The configurations of a project, each read once. */
export interface Configs {
  /** The one that governs a file, as the compiler and the editor find it. */
  readonly governing: (file: string) => LoadedConfig | undefined
  /** Those that lie in a folder, and those that they refer to. */
  readonly in: (folder: string) => readonly ProjectConfig[]
}

const OWN = ['tsconfig.json', 'jsconfig.json']

/**
 * Finds configurations: `wanted` for every file, else the first that includes the file among those of the nearest folder that has
 * any, and so on upwards within the repository: tsconfig.json, what it refers to, then its neighbours (tsconfig.build.json).
 * Where none includes it, the nearest tsconfig.json has its say all the same.
 */
export function createConfigs(wanted?: string): Configs {
  const loaded = new Map<string, LoadedConfig>()
  const load = (file: string): LoadedConfig => {
    const known = loaded.get(file) ?? loadProjectConfig(file)
    loaded.set(file, known)
    return known
  }
  const withReferences = (file: string, seen: Set<string>): readonly LoadedConfig[] => {
    if (seen.has(file) || !existsSync(file)) return []
    seen.add(file)
    const own = load(file)
    return [own, ...(own.config?.references ?? []).flatMap((one) => withReferences(one, seen))]
  }
  const byFolder = new Map<string, readonly LoadedConfig[]>()
  const inFolder = (folder: string): readonly LoadedConfig[] => {
    const known = byFolder.get(folder)
    if (known !== undefined) return known
    const names = namesIn(folder)
    const seen = new Set<string>()
    const found = names.flatMap((name) => withReferences(path.join(folder, name), seen))
    byFolder.set(folder, found)
    return found
  }
  const find = (file: string): LoadedConfig | undefined => {
    let nearest: LoadedConfig | undefined
    for (let folder = path.dirname(file); ; folder = path.dirname(folder)) {
      const here = inFolder(folder)
      const found = here.find((one) => one.config?.includes(file))
      if (found !== undefined) return found
      nearest ??= here.find((one) => OWN.includes(path.basename(one.config?.path ?? '')) || one.kind === 'broken')
      if (folder === path.dirname(folder) || existsSync(path.join(folder, '.git'))) return nearest
    }
  }
  const found = new Map<string, LoadedConfig | undefined>()
  return {
    governing: (file) => {
      if (wanted !== undefined) return load(wanted)
      if (!found.has(file)) found.set(file, find(file))
      return found.get(file)
    },
    in: (folder) => inFolder(folder).flatMap((one) => one.config ?? []),
  }
}

/** The names of a folder's configurations, its own first. */
function namesIn(folder: string): readonly string[] {
  let names: readonly string[] = []
  try {
    names = readdirSync(folder)
  } catch {
    // a folder that cannot be read has none
  }
  const beside = names.filter((one) => /^[jt]sconfig\..+\.json$/.test(one)).sort()
  // the editor takes a jsconfig.json only where there is no tsconfig.json
  return [...OWN.filter((one) => names.includes(one)).slice(0, 1), ...beside]
}

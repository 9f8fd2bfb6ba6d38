import { exactly, parseRange, parseVersion, type Interval } from '../model/versions.js'
import { isRecord } from './package-json.js'
import { foldersAbove, joinPath } from './paths.js'
import type { Workspace } from './workspace-types.js'

/** Where a version is read. A source that stands further front is trusted more. */
export const SOURCES = ['manifest', 'lockfile', 'installed'] as const

/** Sections of a manifest. A peer is brought by others: its range says what may be in use, whatever is installed here. */
const SECTIONS = ['peerDependencies', 'dependencies', 'optionalDependencies', 'devDependencies'] as const
const LOCKFILES = ['package-lock.json', 'npm-shrinkwrap.json', 'pnpm-lock.yaml', 'yarn.lock', 'bun.lock'] as const

/** A package that is named with a tag or an address is in use, in whatever version. */
const ANY = parseRange('*') ?? []

/** The versions of a package that may be in use in `file`, by one source; `undefined` when it tells nothing. */
export function versionsOf(
  workspace: Workspace,
  file: string,
  name: string,
  source: (typeof SOURCES)[number],
): readonly Interval[] | undefined {
  const folders = foldersAbove(file)
  if (source === 'manifest') return manifestVersions(workspace, folders, name)
  return source === 'lockfile' ? lockedVersions(workspace, folders, name) : installedVersion(workspace, folders, name)
}

/** What an override of a manifest above says, else the range in the nearest manifest that names the package. */
function manifestVersions(
  workspace: Workspace,
  folders: readonly string[],
  name: string,
): readonly Interval[] | undefined {
  let nearest: { readonly folder: string; readonly text: string } | undefined
  for (const folder of folders) {
    const content = workspace.json(`${folder}/package.json`)
    if (content === undefined) continue
    const forced = overrideOf(content, name)
    if (forced !== undefined) return rangeOf(workspace, folders, { folder, text: forced }, name) ?? ANY
    if (nearest === undefined && content.name === name) return versionIn(workspace, folder, name)
    nearest ??= stated(content, folder, name)
  }
  return nearest && (rangeOf(workspace, folders, nearest, name) ?? ANY)
}

function stated(content: Readonly<Record<string, unknown>>, folder: string, name: string) {
  for (const key of SECTIONS) {
    const section = content[key]
    const text = isRecord(section) ? section[name] : undefined
    if (typeof text === 'string') return { folder, text }
  }
  return undefined
}

/** `overrides` of npm and Bun, `resolutions` of Yarn, `pnpm.overrides`: for the package wherever it is used. */
function overrideOf(content: Readonly<Record<string, unknown>>, name: string): string | undefined {
  const pnpm = isRecord(content.pnpm) ? content.pnpm.overrides : undefined
  for (const section of [content.overrides, content.resolutions, pnpm]) {
    if (!isRecord(section)) continue
    const value = section[name] ?? section[`**/${name}`]
    const own = isRecord(value) ? value['.'] : value
    // `$express`: as the manifest itself has it
    if (typeof own === 'string' && !own.startsWith('$')) return own
  }
  return undefined
}

function rangeOf(
  workspace: Workspace,
  folders: readonly string[],
  { folder, text }: { readonly folder: string; readonly text: string },
  name: string,
): readonly Interval[] | undefined {
  if (text.startsWith('catalog:')) {
    const entry = catalogEntry(workspace, folders, text.slice('catalog:'.length).trim(), name)
    return entry === undefined ? undefined : parseRange(entry)
  }
  if (text.startsWith('npm:')) {
    // another package under this name has versions of its own
    const [, target, range = '*'] = /^npm:(@?[^@]+)(?:@(.*))?$/.exec(text) ?? []
    return target === name ? parseRange(range) : undefined
  }
  const path = /^(?:link|file|portal):(.+)$/.exec(text)?.[1]
  const linked = path === undefined ? undefined : joinPath(folder, path)
  const home = text.startsWith('workspace:') ? workspace.folderOfPackage(`${folder}/-`, name) : linked
  return home === undefined ? parseRange(text) : versionIn(workspace, home, name)
}

/** A package's own version; a package of another name has versions of its own. */
function versionIn(workspace: Workspace, folder: string, name: string): readonly Interval[] | undefined {
  const content = workspace.json(`${folder}/package.json`)
  if (content?.name !== name || typeof content.version !== 'string') return undefined
  const version = parseVersion(content.version)
  return version && exactly(version)
}

/** Catalogs stand in pnpm-workspace.yaml, in .yarnrc.yml, or in the manifest of the root (Bun). */
function catalogEntry(
  workspace: Workspace,
  folders: readonly string[],
  catalog: string,
  name: string,
): string | undefined {
  const isDefault = catalog === '' || catalog === 'default'
  for (const folder of folders) {
    const content = workspace.json(`${folder}/package.json`)
    for (const owner of [content, isRecord(content?.workspaces) ? content.workspaces : undefined]) {
      const named = isRecord(owner?.catalogs) ? owner.catalogs[isDefault ? 'default' : catalog] : undefined
      for (const entries of [isDefault ? owner?.catalog : undefined, named])
        if (isRecord(entries) && typeof entries[name] === 'string') return entries[name]
    }
    for (const file of ['pnpm-workspace.yaml', '.yarnrc.yml']) {
      const text = workspace.text(`${folder}/${file}`)
      const paths = isDefault ? [['catalog'], ['catalogs', 'default']] : [['catalogs', catalog]]
      const entry = paths.map((path) => yamlValue(text ?? '', [...path, name])).find((one) => one !== undefined)
      if (entry !== undefined) return entry
    }
  }
  return undefined
}

/** A scalar in nested maps of plain YAML. */
function yamlValue(text: string, path: readonly string[]): string | undefined {
  const open: { readonly key: string; readonly indent: number }[] = []
  for (const line of text.split('\n')) {
    const [, space = '', , quoted, bare, value = ''] =
      /^( *)(?:(['"])(.+?)\2|([^\s#'":][^\s:]*)) *:(?: +(.*))?$/.exec(line.trimEnd()) ?? []
    const key = quoted ?? bare
    if (key === undefined) continue
    while ((open.at(-1)?.indent ?? -1) >= space.length) open.pop()
    open.push({ key, indent: space.length })
    if (open.length === path.length && open.every((one, index) => one.key === path[index]) && value !== '')
      return value.replace(/\s+#.*$/, '').replace(/^(['"])(.*)\1$/, '$2')
  }
  return undefined
}

/** Every version of the package in the nearest lockfile: which of several one folder gets is left to what is installed. */
function lockedVersions(
  workspace: Workspace,
  folders: readonly string[],
  name: string,
): readonly Interval[] | undefined {
  for (const folder of folders)
    for (const file of LOCKFILES) {
      const text = workspace.text(`${folder}/${file}`)
      if (text !== undefined) return versionsInLock(text, name)
    }
  return undefined
}

function versionsInLock(text: string, name: string): readonly Interval[] | undefined {
  const own = name.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
  const patterns = [
    // npm 7 and later; npm 6; a package under this name that is another one says so in between
    `"(?:[^"\\n]*/)?node_modules/${own}": \\{\\s*"version": "([^"]+)"`,
    `^ +"${own}": \\{\\s*"version": "([^"]+)"`,
    // pnpm: `/express@4.21.2:`, `express@4.21.2(peer@1):`, `/express/4.21.2:`
    `^ +['"]?/?${own}[@/](\\d[^:('"\\s]*)[^:\\n]*:`,
    // Yarn: `express@^4.17.1, express@^4.18.0:` and its version on the next line
    `^"?${own}@(?:npm:)?[\\dvx*^~<>=][^\\n]*:\\n +version:? "?([^"\\s]+)`,
    // Bun: `"express": ["express@4.21.2", …`
    `"${own}": \\["${own}@([^"]+)"`,
  ]
  const found = patterns.flatMap((pattern) =>
    [...text.matchAll(new RegExp(pattern, 'gm'))].flatMap((match) => {
      const version = parseVersion(match[1] ?? '')
      return version ? exactly(version) : []
    }),
  )
  return found.length === 0 ? undefined : found
}

function installedVersion(
  workspace: Workspace,
  folders: readonly string[],
  name: string,
): readonly Interval[] | undefined {
  for (const folder of folders) {
    const home = `${folder}/node_modules/${name}`
    if (workspace.json(`${home}/package.json`) !== undefined) return versionIn(workspace, home, name)
  }
  return undefined
}

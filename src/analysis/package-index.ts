import type { AnalysisHost } from '../model/host.js'
import { isTestFile, isTestText } from './test-files.js'

/** What is kept of a file of a package: enough to find who imports what, little enough for thousands of files. */
export interface IndexedFile {
  readonly path: string
  /** Every specifier that it imports, re-exports or requires. */
  readonly specifiers: readonly string[]
  /** It names WWW-Authenticate. */
  readonly namesHeader: boolean
  /** Names that it puts on an application object: `app.decorate('authenticate', …)`. */
  readonly decorates: readonly string[]
  /** Names that it assigns on a request: `req.session = …`, `(request as Known).session = …`. */
  readonly assigns: readonly string[]
}

export interface PackageIndex {
  readonly files: readonly IndexedFile[]
  /** The stamp of each file when it was read; without stamps there is none, and every file is read again. */
  readonly stamps: ReadonlyMap<string, { readonly stamp: string; readonly file: IndexedFile }>
  /** Files by the last part of what they import, without its extension: `jwt` for `../utils/jwt.js`. */
  readonly byName: ReadonlyMap<string, readonly { readonly file: IndexedFile; readonly specifier: string }[]>
}

const SOURCE = /\.[cm]?[jt]sx?$/
const SKIPPED = /^(?:node_modules|dist|build|out|coverage|public|static|generated|\..*)$/
const LOADS = /(?:\bfrom|\bimport|\brequire)\s*\(?\s*['"]([^'"\n]+)['"]/g
const DECORATES = /\.decorate(?:Request|Reply)?\(\s*['"]([\w$]+)['"]/g
const ASSIGNS = /(?:\b(?:req(?:uest)?|\w+Req(?:uest)?|ctx|context|event|evt|c)|\))\.([\w$]+)\s*=(?![=>])/g
const HEADER = /www-?_?authenticate/i
/** A package of more files is looked at in part only. */
const MOST_FILES = 6000

/**
 * Reads the source files of the package in `folder`; packages inside it are their own.
 * Files that have not changed since `before` was made are not read again.
 */
export function indexPackage(host: AnalysisHost, folder: string, before?: PackageIndex): PackageIndex {
  const files: IndexedFile[] = []
  const stamps = new Map<string, { readonly stamp: string; readonly file: IndexedFile }>()
  const { listFiles } = host
  if (listFiles !== undefined) {
    const pending = [folder]
    for (let at = pending.pop(); at !== undefined && files.length < MOST_FILES; at = pending.pop()) {
      const names = listFiles(at)
      if (at !== folder && names.includes('package.json') && isPackage(host, at)) continue
      for (const name of names) {
        const path = `${at}/${name}`
        if (!SOURCE.test(name) || name.endsWith('.d.ts') || isTestFile(path.slice(folder.length))) continue
        const stamp = host.stampOf?.(path)
        const known = before?.stamps.get(path)
        const file = known && stamp !== '' && known.stamp === stamp ? known.file : readFile(host, path)
        if (file === undefined) continue
        files.push(file)
        if (stamp !== undefined && stamp !== '') stamps.set(path, { stamp, file })
      }
      for (const name of host.listFolders(at)) if (!SKIPPED.test(name)) pending.push(`${at}/${name}`)
    }
  }
  const byName = new Map<string, { file: IndexedFile; specifier: string }[]>()
  for (const file of files) {
    for (const specifier of new Set(file.specifiers)) {
      const key = lastPart(specifier)
      const list = byName.get(key)
      if (list) list.push({ file, specifier })
      else byName.set(key, [{ file, specifier }])
    }
  }
  return { files, stamps, byName }
}

function readFile(host: AnalysisHost, path: string): IndexedFile | undefined {
  const text = host.readFile(path)
  if (text === undefined || isTestText(text)) return undefined
  return {
    path,
    specifiers: [...text.matchAll(LOADS)].flatMap((match) => match[1] ?? []),
    namesHeader: HEADER.test(text),
    decorates: [...text.matchAll(DECORATES)].flatMap((match) => match[1] ?? []),
    assigns: [...new Set([...text.matchAll(ASSIGNS)].flatMap((match) => match[1] ?? []))],
  }
}

/** The keys under which the importers of `path` stand in `byName`. */
export function importKeys(path: string, folder: string, packageName: string | undefined): readonly string[] {
  const name = lastPart(path)
  if (name !== 'index') return [name]
  const parent = path.slice(0, path.lastIndexOf('/'))
  const keys = [name, '', '.', '..', parent.slice(parent.lastIndexOf('/') + 1)]
  return packageName !== undefined && path.startsWith(folder) ? [...keys, lastPart(packageName)] : keys
}

/** `jwt` of `../utils/jwt.js`; dots that are no extension of a source file stay. */
function lastPart(specifier: string): string {
  return specifier.slice(specifier.lastIndexOf('/') + 1).replace(SOURCE, '')
}

function isPackage(host: AnalysisHost, folder: string): boolean {
  return /"(?:name|(?:devD|peerD|d)ependencies)"\s*:/.test(host.readFile(`${folder}/package.json`) ?? '')
}

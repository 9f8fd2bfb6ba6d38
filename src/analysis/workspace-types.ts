import type * as t from 'typescript'

/** What the nearest package.json says. */
export interface PackageFacts {
  readonly folder: string
  readonly name: string | undefined
  readonly dependencies: ReadonlySet<string>
}

/**
 * Files, modules and packages around the analysed file, without a program: other files are parsed one by one when a value
 * or a function is followed into them, relative imports, `paths` of the nearest tsconfig and workspace packages are resolved.
 */
export interface Workspace {
  readonly sourceFile: (path: string) => t.SourceFile | undefined
  /** The tree of a text, kept when it is the one that was parsed last for that path. */
  readonly parse: (path: string, text: string) => t.SourceFile
  /** Does some work and says which files were looked into for it, with what was found there. */
  readonly watch: <T>(work: () => T) => {
    readonly value: T
    readonly files: ReadonlyMap<string, t.SourceFile | undefined>
  }
  /** The text of a file, without parsing it. */
  readonly text: (path: string) => string | undefined
  /** The object in a JSON file; `undefined` when there is none. */
  readonly json: (path: string) => Readonly<Record<string, unknown>> | undefined
  /** The folder of a package of the workspace that `from` belongs to. */
  readonly folderOfPackage: (from: string, name: string) => string | undefined
  /** Absolute path of the project's file that `specifier` means in `from`; `undefined` for packages outside the project. */
  readonly resolveModule: (from: string, specifier: string) => string | undefined
  readonly packageOf: (file: string) => PackageFacts | undefined
  /** Files of the same package that import or re-export this file. Empty when the host lists no files. */
  readonly importersOf: (path: string) => readonly string[]
  /** Files of the package of `path` that load a module by this specifier. */
  readonly filesLoading: (path: string, module: string) => readonly string[]
  /** Files of the package of `path` that name WWW-Authenticate. */
  readonly filesNamingHeader: (path: string) => readonly string[]
  /** Files of the package of `path` that put `name` on an application object. */
  readonly filesDecorating: (path: string, name: string) => readonly string[]
  /** Files of the package of `path` that assign `name` on a request. */
  readonly filesAssigning: (path: string, name: string) => readonly string[]
  /** Files of the package of `path` whose paths in it match. */
  readonly filesAt: (path: string, pattern: RegExp) => readonly string[]
  /** Starts a new analysis: what was read before is read again when it is next asked for. */
  readonly refresh: () => void
  /** Puts a file in place of the one on disk: the analysed file itself, or one that a program has parsed. */
  readonly put: (path: string, file: t.SourceFile) => void
}

export interface WorkspacePackages {
  readonly patterns: string
  /** The folders that the patterns led through, with what stood in them. */
  readonly listed: ReadonlyMap<string, readonly string[]>
  readonly byName: ReadonlyMap<string, string>
  readonly until: number
}

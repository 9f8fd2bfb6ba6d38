/** What a compiler writes and nobody by hand: the mark of a module that was one of ES, helpers of TypeScript, the way to a source map. */
const WRITTEN_BY_COMPILER =
  /^\s*Object\.defineProperty\(exports, ?["']__esModule["']|^var __\w+ = \(this && this\.__\w+\)|^\/\/# sourceMappingURL=\S+\s*$/m
/** Folders into which projects compile, by custom. `src/build` holds sources. */
const CUSTOMARY = /^(?:(?!src\/)[^/]+\/)*(?:dist|build|out|coverage|\.output)\//
const SCRIPT = /\.([cm]?)jsx?$/

/**
 * Whether a script of a package was compiled from another file of it, so that the next build would undo what is changed there: by what
 * the compiler wrote into it, by the TypeScript that lies under the same name elsewhere, or by a folder that is customary for output in
 * a package that has its sources in `src` or is compiled by a tsconfig.json.
 * @param path relative to its package
 */
export function isCompiledOutput(path: string, text: string, has: (path: string) => boolean): boolean {
  const [, kind] = SCRIPT.exec(path) ?? []
  if (kind === undefined) return false
  if (WRITTEN_BY_COMPILER.test(text)) return true
  const [top = '', ...below] = path.split('/')
  if (below.length === 0 || top === 'src') return false
  const stem = below.join('/').replace(SCRIPT, '')
  const sources = [`${kind}ts`, `${kind}tsx`].flatMap((extension) =>
    [`src/${stem.replace(/^src\//, '')}`, stem].map((file) => `${file}.${extension}`),
  )
  if (sources.some(has)) return true
  return CUSTOMARY.test(path) && (has('tsconfig.json') || has('src'))
}

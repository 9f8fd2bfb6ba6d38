/** Path arithmetic on `/`-separated absolute paths. The analysis runs on these on every platform; hosts translate. */

export function toSlashes(path: string): string {
  return path.includes('\\') ? path.replaceAll('\\', '/') : path
}

export function folderOf(path: string): string {
  const at = path.lastIndexOf('/')
  return at <= 0 ? '/' : path.slice(0, at)
}

/** Joins and resolves `.` and `..`. */
export function joinPath(folder: string, relative: string): string {
  const parts = relative.startsWith('/') ? [] : folder.split('/')
  for (const part of relative.split('/')) {
    if (part === '' || part === '.') continue
    if (part === '..') parts.pop()
    else parts.push(part)
  }
  const joined = parts.join('/')
  return joined.startsWith('/') || /^[A-Za-z]:/.test(joined) ? joined : `/${joined}`
}

/** The folder of `path` and every folder above it, nearest first. */
export function foldersAbove(path: string): readonly string[] {
  const all: string[] = []
  for (let folder = folderOf(path); ; folder = folderOf(folder)) {
    all.push(folder)
    if (folder === '/' || /^[A-Za-z]:$/.test(folder)) return all
  }
}

import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import type * as Prettier from 'prettier'
import type { Formatter } from './formatter.js'
import { foldersUpTo } from './folders.js'

/**
 * The Prettier that is installed for a package, when there is one. It reads its own configuration, plugins and ignore files; files that
 * no configuration says anything of are none of its business.
 */
export function findPrettier(folder: string): Formatter | undefined {
  const require = createRequire(path.join(folder, 'package.json'))
  const entry = resolve(require, 'prettier')
  if (entry === undefined) return undefined
  const ignoreFiles = foldersUpTo(folder)
    .map((one) => path.join(one, '.prettierignore'))
    .filter((one) => existsSync(one))
  return {
    name: 'Prettier',
    format: async (file, text) => {
      const prettier = require(entry) as typeof Prettier
      const options = await prettier.resolveConfig(file, { editorconfig: true })
      if (options === null) return undefined
      for (const ignorePath of [undefined, ...ignoreFiles]) {
        const info = await prettier.getFileInfo(file, ignorePath === undefined ? {} : { ignorePath })
        if (info.ignored || info.inferredParser === null) return undefined
      }
      return prettier.format(text, { ...options, filepath: file })
    },
  }
}

function resolve(require: NodeJS.Require, name: string): string | undefined {
  try {
    return require.resolve(name)
  } catch {
    return undefined
  }
}

import { existsSync, readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import type { ESLint } from 'eslint'
import { foldersUpTo } from './folders.js'
import type { Formatter } from './formatters.js'

const CONFIG = /^(?:eslint\.config\.[cm]?[jt]s|\.eslintrc(?:\.\w+)?)$/

/** Rules that make of ESLint a formatter: those of ESLint Stylistic under its names, the old ones of the core, Prettier as a rule. */
const LAYOUT =
  /^(?:@stylistic(?:\/\w+)?\/|style\/|prettier\/prettier$|(?:@typescript-eslint\/)?(?:indent|quotes|semi|comma-dangle|max-len|space-before-function-paren|object-curly-spacing)$)/

/** The ESLint that is installed for a package and whose rules format: it mends what they find in the layout, and nothing else. */
export function findEslint(folder: string): Formatter | undefined {
  const root = foldersUpTo(folder).find((one) => existsSync(one) && readdirSync(one).some((name) => CONFIG.test(name)))
  const require = createRequire(path.join(folder, 'package.json'))
  if (root === undefined || !isInstalled(require)) return undefined
  let eslint: ESLint | undefined
  return {
    name: 'ESLint',
    format: async (file, text) => {
      if (eslint === undefined) {
        const library = require('eslint') as { readonly ESLint: new (options: ESLint.Options) => ESLint }
        eslint = new library.ESLint({ cwd: root, fix: true, fixTypes: ['layout'] })
      }
      if (await eslint.isPathIgnored(file)) return undefined
      const config: unknown = await eslint.calculateConfigForFile(file)
      if (!rulesOf(config).some((name) => LAYOUT.test(name))) return undefined
      const [result] = await eslint.lintText(text, { filePath: file })
      return result === undefined || result.fatalErrorCount > 0 ? undefined : (result.output ?? text)
    },
  }
}

function isInstalled(require: NodeJS.Require): boolean {
  try {
    require.resolve('eslint')
    return true
  } catch {
    return false
  }
}

/** Names of the rules that are switched on. */
function rulesOf(config: unknown): readonly string[] {
  if (typeof config !== 'object' || config === null || !('rules' in config)) return []
  const { rules } = config
  if (typeof rules !== 'object' || rules === null) return []
  return Object.entries(rules).flatMap(([name, setting]: [string, unknown]) => {
    const severity: unknown = Array.isArray(setting) ? setting[0] : setting
    return severity === 0 || severity === 'off' ? [] : [name]
  })
}

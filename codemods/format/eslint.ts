import { existsSync, readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import type { ESLint } from 'eslint'
import { foldersUpTo } from './folders.js'
import type { Formatter } from './formatter.js'

const CONFIG = /^(?:eslint\.config\.[cm]?[jt]s|\.eslintrc(?:\.\w+)?)$/

/** Rules that make of ESLint a formatter: those of ESLint Stylistic under its names, the old ones of the core, Prettier as a rule. */
const LAYOUT =
  /^(?:@stylistic(?:\/\w+)?\/|style\/|prettier\/prettier$|(?:@typescript-eslint\/)?(?:indent|quotes|semi|comma-dangle|max-len|space-before-function-paren|object-curly-spacing)$)/

/** Rules that sort imports: of the core, simple-import-sort, import and its successors, and perfectionist. */
const IMPORT_ORDER =
  /^(?:sort-imports|simple-import-sort\/imports|import(?:-x|-lite)?\/order|perfectionist\/sort-(?:named-)?imports)$/

/** One thing that ESLint does to a file: which rules say that it does, and which of their fixes are made. */
interface Step {
  readonly name: string
  readonly rules: RegExp
  readonly fixes: Pick<ESLint.Options, 'fix' | 'fixTypes'>
}

const SORTS: Step = {
  name: 'ESLint, for imports',
  rules: IMPORT_ORDER,
  fixes: { fix: ({ ruleId }) => ruleId !== null && IMPORT_ORDER.test(ruleId) },
}
const FORMATS: Step = { name: 'ESLint', rules: LAYOUT, fixes: { fix: true, fixTypes: ['layout'] } }

/** The ESLint that is installed for a package: it sorts imports and formats where its rules do, and fixes nothing else. */
export function findEslint(folder: string, formats: boolean): readonly Formatter[] {
  const root = foldersUpTo(folder).find((one) => existsSync(one) && readdirSync(one).some((name) => CONFIG.test(name)))
  const require = createRequire(path.join(folder, 'package.json'))
  if (root === undefined || !isInstalled(require)) return []
  return (formats ? [SORTS, FORMATS] : [SORTS]).map(({ name, rules, fixes }): Formatter => {
    let eslint: ESLint | undefined
    return {
      name,
      format: async (file, text) => {
        if (eslint === undefined) {
          const library = require('eslint') as { readonly ESLint: new (options: ESLint.Options) => ESLint }
          eslint = new library.ESLint({ cwd: root, ...fixes })
        }
        if (await eslint.isPathIgnored(file)) return undefined
        const config: unknown = await eslint.calculateConfigForFile(file)
        if (!rulesOf(config).some((one) => rules.test(one))) return undefined
        const [result] = await eslint.lintText(text, { filePath: file })
        return result === undefined || result.fatalErrorCount > 0 ? undefined : (result.output ?? text)
      },
    }
  })
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

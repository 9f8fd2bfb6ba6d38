import { PLUGIN } from './edit.js'

/** A flat configuration for a project that has none: ESLint reads it as an ES module whatever the package says. */
export const NEW_CONFIG = 'eslint.config.mjs'

/** The text of a new configuration. Without a parser ESLint passes over TypeScript files. */
export function newLintConfig(preset: string, usesTypeScript: boolean): string {
  const plugin = `import httpStatus from '${PLUGIN}'\n`
  if (!usesTypeScript) return `${plugin}\nexport default [httpStatus.configs.${preset}]\n`
  return `${plugin}import tseslint from 'typescript-eslint'

export default [
  { files: ['**/*.{ts,tsx,mts,cts}'], languageOptions: { parser: tseslint.parser } },
  httpStatus.configs.${preset},
]
`
}

/** What to add by hand where an edit is not possible. */
export function linesToAdd(kind: 'flat' | 'legacy', preset: string): string {
  if (kind === 'legacy') return `  "extends": ["plugin:http-status/legacy-${preset}"]\n`
  return `  import httpStatus from '${PLUGIN}'    // or: const httpStatus = require('${PLUGIN}')

  httpStatus.configs.${preset}    // one more element of the exported list
`
}

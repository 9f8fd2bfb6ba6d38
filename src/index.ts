import type { TSESLint } from '@typescript-eslint/utils'
import packageJson from '../package.json' with { type: 'json' }
import { rules } from '../rules/index.js'
import type { Preset } from './eslint/define-rule.js'

const NAMESPACE = 'http-status'

type RuleLevels = Record<string, TSESLint.SharedConfig.RuleLevelAndOptions | TSESLint.SharedConfig.RuleLevel>

const plugin = {
  meta: { name: packageJson.name, version: packageJson.version, namespace: NAMESPACE },
  rules,
}

/** The rules of a preset, read from what each rule says of itself. */
function levels(preset: Preset): RuleLevels {
  return Object.fromEntries(
    Object.entries(rules).flatMap(([name, rule]) => (rule.meta.docs?.presets.includes(preset) ? [[`${NAMESPACE}/${name}`, 'error' as const]] : [])),
  )
}

function flat(preset: Preset) {
  return { name: `${NAMESPACE}/${preset}`, plugins: { [NAMESPACE]: plugin }, rules: levels(preset) }
}

function legacy(preset: Preset) {
  return { plugins: [NAMESPACE], rules: levels(preset) }
}

/** `recommended` and `strict` for flat configuration; the `legacy-` ones for eslintrc. Neither needs types, both use them when they are there. */
const configs = {
  recommended: flat('recommended'),
  strict: flat('strict'),
  'legacy-recommended': legacy('recommended'),
  'legacy-strict': legacy('strict'),
}

export default { ...plugin, configs }

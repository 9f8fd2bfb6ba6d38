import type { ESLint, Linter } from 'eslint'
import packageJson from '../package.json' with { type: 'json' }
import type { Options as BearerSchemeOptions } from '../rules/bearer-scheme.js'
import { type RuleName, rules } from '../rules/index.js'
import type { Options as RequireWwwAuthenticateOptions } from '../rules/require-www-authenticate.js'
import type { Options as ValidWwwAuthenticateOptions } from '../rules/valid-www-authenticate.js'
import type { Preset } from './eslint/define-rule.js'

const NAMESPACE = 'http-status'

type CoreRule = NonNullable<ESLint.Plugin['rules']>[string]

/** A rule in ESLint's own words. The code is written with typescript-eslint's types, which users need not have. */
interface PluginRule extends Omit<CoreRule, 'create'> {
  readonly create: (context: never) => ReturnType<CoreRule['create']>
}

/** Options of each rule. */
interface RuleOptions {
  'bearer-scheme': [BearerSchemeOptions]
  'no-401-after-auth': []
  'no-403-before-auth': []
  'require-www-authenticate': [RequireWwwAuthenticateOptions]
  'valid-www-authenticate': [ValidWwwAuthenticateOptions]
}

type Severity = Linter.RuleSeverity

/** Levels and options of the rules, by their names in a configuration. */
type RuleLevels = {
  [Name in RuleName as `http-status/${Name}`]?: Severity | [Severity, ...Partial<RuleOptions[Name]>]
}

/** A preset for flat configuration. */
interface FlatPreset {
  readonly name: string
  readonly plugins: Record<string, Plugin>
  readonly rules: RuleLevels
}

/** A preset for eslintrc. */
interface LegacyPreset {
  readonly plugins: string[]
  readonly rules: RuleLevels
}

interface Plugin {
  readonly meta: { readonly name: string; readonly version: string; readonly namespace: string }
  readonly rules: Readonly<Record<RuleName, PluginRule>>
  /** `recommended` and `strict` for flat configuration; the `legacy-` ones for eslintrc. Neither needs types, both use them when they are there. */
  readonly configs: {
    readonly recommended: FlatPreset
    readonly strict: FlatPreset
    readonly 'legacy-recommended': LegacyPreset
    readonly 'legacy-strict': LegacyPreset
  }
}

const plugin: Plugin = {
  meta: { name: packageJson.name, version: packageJson.version, namespace: NAMESPACE },
  rules,
  configs: {
    recommended: flat('recommended'),
    strict: flat('strict'),
    'legacy-recommended': legacy('recommended'),
    'legacy-strict': legacy('strict'),
  },
}

/** The rules of a preset, read from what each rule says of itself. */
function levels(preset: Preset): RuleLevels {
  const chosen = Object.entries(rules).filter(([, rule]) => rule.meta.docs?.presets.includes(preset))
  return Object.fromEntries(
    chosen.map(([name, { definition }]) => {
      const options = preset === 'strict' ? definition.strictOptions : undefined
      return [`${NAMESPACE}/${name}`, options === undefined ? 'error' : ['error', options]]
    }),
  )
}

function flat(preset: Preset): FlatPreset {
  return {
    name: `${NAMESPACE}/${preset}`,
    plugins: {
      // The plugin itself, not a copy: ESLint refuses two plugins of one name.
      get [NAMESPACE]() {
        return plugin
      },
    },
    rules: levels(preset),
  }
}

function legacy(preset: Preset): LegacyPreset {
  return { plugins: [NAMESPACE], rules: levels(preset) }
}

export default plugin

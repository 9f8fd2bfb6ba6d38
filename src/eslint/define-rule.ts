import type { TSESLint, TSESTree } from '@typescript-eslint/utils'
import type { JSONSchema4 } from '@typescript-eslint/utils/json-schema'
import { readIgnores } from '../analysis/comments.js'
import type { FileFacts } from '../model/facts.js'
import type { Edit } from '../model/text.js'
import type { Finding } from '../model/finding.js'
import type { Settings } from '../model/settings.js'
import { factsFor } from './facts-for.js'
import { settingsOf } from './settings.js'

export type RuleSettings = Settings

export type Preset = 'recommended' | 'strict'

export interface RuleDocs {
  readonly description: string
  readonly url: string
  readonly recommended: boolean
  readonly presets: readonly Preset[]
}

/** A rule as its file states it: what it says, and a pure function from facts to findings. */
export interface RuleDefinition<Options extends object> {
  readonly name: string
  readonly type: 'problem' | 'suggestion'
  readonly description: string
  readonly presets: readonly Preset[]
  readonly fixable: boolean
  readonly messages: Readonly<Record<string, string>>
  readonly schema: JSONSchema4
  readonly defaultOptions: Options
  /** Options of the `strict` preset, where they differ from the defaults. */
  readonly strictOptions?: Options
  readonly findings: (facts: FileFacts, options: Options, settings: RuleSettings) => readonly Finding[]
}

export interface HttpStatusRule<Options extends object> extends TSESLint.RuleModule<string, [Options], RuleDocs> {
  readonly definition: RuleDefinition<Options>
  /** Every rule looks once, at the end: narrow enough that the published declarations can say it in ESLint's own types. */
  readonly create: (
    context: Readonly<TSESLint.RuleContext<string, [Options]>>,
  ) => Record<'Program:exit', (node: TSESTree.Program) => void>
}

const PAGES = 'https://github.com/eslint-plugin-http-status/eslint-plugin-http-status/blob/main/docs/rules'
const NOT_ANALYSED = 'notAnalysed'
/** Facts whose failures have been reported. */
const complained = new WeakSet<FileFacts>()

/** Makes an ESLint rule of a definition: one cached analysis per file, findings to reports, edits to fixes and suggestions. */
export function defineRule<Options extends object>(definition: RuleDefinition<Options>): HttpStatusRule<Options> {
  return {
    definition,
    meta: {
      type: definition.type,
      docs: {
        description: definition.description,
        url: `${PAGES}/${definition.name}.md`,
        recommended: definition.presets.includes('recommended'),
        presets: definition.presets,
      },
      ...(definition.fixable && { fixable: 'code' as const }),
      hasSuggestions: true,
      messages: { ...definition.messages, [NOT_ANALYSED]: '{{message}}' },
      schema: [definition.schema],
      defaultOptions: [definition.defaultOptions],
    },
    create(context) {
      const { sourceCode } = context
      return {
        'Program:exit'(node) {
          const settings = settingsOf(context.settings)
          const facts = factsFor(context, settings)
          if (facts === undefined) return
          const options = { ...definition.defaultOptions, ...context.options[0] }
          const locate = (range: Finding['range']) => ({
            start: sourceCode.getLocFromIndex(range.start),
            end: sourceCode.getLocFromIndex(range.end),
          })
          // one rule speaks for all of them
          if (!complained.has(facts)) {
            complained.add(facts)
            for (const { message } of facts.notAnalysed)
              context.report({ node, messageId: NOT_ANALYSED, data: { message } })
          }
          const isIgnored = readIgnores(sourceCode.text)
          for (const finding of definition.findings(facts, options, settings)) {
            if (isIgnored(`http-status/${definition.name}`, locate(finding.range).start.line)) continue
            const automatic = finding.rewrites.find((rewrite) => rewrite.automatic)
            context.report({
              loc: locate(finding.range),
              messageId: finding.messageId,
              data: finding.data,
              ...(automatic && { fix: (fixer) => apply(fixer, automatic.edits) }),
              suggest: finding.rewrites
                .filter((rewrite) => !rewrite.automatic)
                .map((rewrite) => ({
                  messageId: rewrite.messageId,
                  data: rewrite.data,
                  fix: (fixer) => apply(fixer, rewrite.edits),
                })),
            })
          }
        },
      }
    },
  }
}

function apply(fixer: TSESLint.RuleFixer, edits: readonly Edit[]): TSESLint.RuleFix[] {
  return edits.map(({ range, text }) => fixer.replaceTextRange([range.start, range.end], text))
}

import type { CodemodName } from '../../../codemods/names.js'

const RULES: Readonly<Record<CodemodName, string>> = {
  header: 'http-status/require-www-authenticate',
  forbidden: 'http-status/no-401-after-auth',
  unauthorized: 'http-status/no-403-before-auth',
  bearer: 'http-status/bearer-scheme',
  challenge: 'http-status/valid-www-authenticate',
}

const PENDING: Readonly<Record<CodemodName, string>> = {
  header: 'This 401 is sent without a WWW-Authenticate header; http-status fix adds it.',
  forbidden: 'This 401 refuses a caller who is known; http-status fix answers 403.',
  unauthorized: 'This 403 answers missing or refused credentials; http-status fix answers 401.',
  bearer: 'This parses a Bearer value by hand; http-status fix calls parseBearer.',
  challenge: 'Clients cannot read this challenge; http-status fix writes it right.',
}

const PAGES = 'https://github.com/eslint-plugin-http-status/eslint-plugin-http-status/blob/main/docs/rules'

/** The rule whose findings a codemod takes. */
export function ruleOf(codemod: CodemodName): string {
  return RULES[codemod]
}

/** One sentence on a place that a codemod would edit. */
export function pendingMessage(codemod: CodemodName): string {
  return PENDING[codemod]
}

/** Address of the page of a rule. */
export function pageOf(rule: string): string {
  return `${PAGES}/${rule.replace(/^.*\//, '')}.md`
}

/**
 * Everything that can be wrong with a value, and when it is worth a report: always, under `strict` only
 * (the letter of a specification that examples of other specifications break), or as an option.
 */
export const PROBLEM_LEVELS = {
  // no challenge at all
  empty: 'always',
  'not-a-challenge': 'always',
  url: 'always',
  // grammar, RFC 9110 11.2 to 11.6.1 and 5.5
  'no-scheme': 'always',
  'scheme-punctuation': 'always',
  'comma-after-scheme': 'always',
  'tab-after-scheme': 'always',
  'missing-comma': 'always',
  'missing-equals': 'always',
  'missing-value': 'always',
  'unquoted-value': 'always',
  'unquoted-realm': 'always',
  // A hole where a quoted-string is due: wrong unless the hole brings its own quotes.
  'unquoted-interpolation': 'always',
  'single-quoted': 'always',
  'unterminated-quote': 'always',
  'token68-and-params': 'always',
  'duplicate-parameter': 'always',
  'control-character': 'always',
  'non-ascii': 'always',
  stray: 'always',
  // the schemes
  'missing-parameter': 'always',
  'unexpected-token68': 'always',
  'basic-charset': 'always',
  'must-be-quoted': 'always',
  'must-not-be-quoted': 'always',
  'disallowed-character': 'always',
  'unregistered-error': 'always',
  'error-status': 'always',
  'error-without-credentials': 'always',
  'relative-metadata-url': 'always',
  'dpop-algs': 'always',
  'bare-bearer': 'strict',
  'missing-error': 'strict',
  'unescaped-interpolation': 'strict',
  'unregistered-scheme': 'schemes',
} as const satisfies Readonly<Record<string, 'always' | 'strict' | 'schemes'>>

export type ProblemCode = keyof typeof PROBLEM_LEVELS

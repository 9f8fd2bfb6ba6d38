/** `settings['http-status']` of an ESLint configuration, and the codemod's options of the same meaning. */
export interface Settings {
  /** The challenge to write, e.g. `Bearer realm="api"`. When set, `require-www-authenticate` fixes instead of suggesting. */
  readonly challenge?: string
  /** Further functions that put the challenge on the response given to them or returned by them. */
  readonly challengeHelpers?: readonly string[]
  /** Further expressions that hold the authenticated caller, e.g. `req.account`. */
  readonly principals?: readonly string[]
  /** Further functions or middleware that answer 401 unless the caller is known. */
  readonly authenticators?: readonly string[]
  /** Analyse test and mock files too (default: their responses are not reported). */
  readonly includeTests?: boolean
}

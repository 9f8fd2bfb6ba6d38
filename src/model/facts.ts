import type { ResponseSite } from './site.js'
import type { BearerSite, ChallengeSite } from './strings.js'

/** Everything that the analysis says of one file. */
export interface FileFacts {
  readonly responses: readonly ResponseSite[]
  readonly challenges: readonly ChallengeSite[]
  readonly bearers: readonly BearerSite[]
  /** Why the file (or a function in it) could not be analysed; a file with an entry here is never a clean file. */
  readonly notAnalysed: readonly { readonly message: string; readonly start: number }[]
}

import type { FileFacts } from '../src/model/facts.js'
import type { Finding, Rewrite } from '../src/model/finding.js'
import type { ResponseSite } from '../src/model/site.js'
import { challengesAt } from '../src/model/credential.js'
import { defineRule, type RuleSettings } from '../src/eslint/define-rule.js'
import { isRefusedCaller } from '../src/model/refusal.js'
import { toStringLiteral } from '../src/eslint/literals.js'

export interface Options {
  /** Report every throw of an error class of the project that fixes 401, not the class alone. */
  readonly everyThrow?: boolean
}

const messages = {
  missing:
    'This 401 is sent without a WWW-Authenticate header, which RFC 9110 requires: clients cannot tell how to authenticate. Add {{form}}.',
  sometimes:
    'This 401 has a WWW-Authenticate header on some paths only: on the others clients cannot tell how to authenticate. On every path, add {{form}}.',
  empty:
    'The WWW-Authenticate value {{value}} of this 401 is no challenge: name at least one auth-scheme, as in Bearer realm="api".',
  conditional:
    'The status here can be 401, and then the response needs a WWW-Authenticate header. Answer 401 in a branch of its own; there, add {{form}}.',
  class:
    'Errors of this class are answered with a 401, and nothing puts a WWW-Authenticate header on it, which RFC 9110 requires. Set {{form}}.',
  handler:
    'This error handler sends the status of the error and drops its headers, so that the WWW-Authenticate header of a 401 is lost. Add {{form}}.',
  input:
    'This 401 answers a field of the request that is missing or wrong, not credentials, and it has no WWW-Authenticate header. Answer 400 (405 for a method); if the field is a credential, add {{form}}.',
  configuration:
    'This 401 depends on the configuration of the server alone, not on credentials, and it has no WWW-Authenticate header. Answer 500 or 503.',
  signature:
    'This 401 answers a signature over the request itself that is missing or wrong, which no challenge can ask for, and it has no WWW-Authenticate header. Answer 403 (400 where it is missing), or add {{form}}.',
  record:
    'This 401 answers what a record holds that was found for a known caller, not credentials, and it has no WWW-Authenticate header. Answer 409 or 422.',
  operation:
    'This 401 answers an operation that failed for a known caller, and in which no credentials are checked, and it has no WWW-Authenticate header. Answer 500 or 502.',
  addHeader: 'Add the header with the challenge {{challenge}}.',
} as const

/** Written where the user has configured none and the code shows none: the scheme that most APIs use (RFC 6750, 3). */
const DEFAULT_CHALLENGE = 'Bearer realm="api"'

/** Findings: responses that are a 401 and carry no challenge on every path. */
export function findings(facts: FileFacts, options: Options, settings: RuleSettings): readonly Finding[] {
  return facts.responses.flatMap((site) => {
    if (!site.status.values.includes(401) || site.header.presence === 'always' || site.header.presence === 'unknown')
      return []
    if (site.note === 'legacy-signature') return []
    if (site.slot.kind === 'none' && site.slot.reason === 'helper-fixed') return []
    if (isRefusedCaller(site)) return []
    if (site.kind !== 'class' && isClassThrow(site) && options.everyThrow !== true) return []
    return [
      {
        messageId: messageOf(site),
        data: { form: site.form, value: JSON.stringify(site.header.emptyValue ?? '') },
        range: site.range,
        rewrites: rewritesOf(site, facts, settings),
      },
    ]
  })
}

/** A throw of an error class of the project that fixes the status: reported once, at the class. */
function isClassThrow(site: ResponseSite): boolean {
  return site.slot.kind === 'none' && site.slot.reason === 'error-class'
}

function messageOf(site: ResponseSite): keyof typeof messages {
  if (site.kind === 'class' || site.kind === 'handler') return site.kind
  if (site.header.emptyValue !== undefined && site.header.presence === 'never') return 'empty'
  if (site.status.values.length > 1) return 'conditional'
  if (site.refuses !== undefined) return site.refuses
  if (site.credentials?.some(({ isSignature }) => isSignature)) return 'signature'
  return site.header.presence === 'sometimes' ? 'sometimes' : 'missing'
}

function rewritesOf(site: ResponseSite, facts: FileFacts, settings: RuleSettings): readonly Rewrite[] {
  if (site.inline === undefined || site.header.presence !== 'never' || site.header.emptyValue !== undefined) return []
  if (site.withheld === true || site.refuses !== undefined) return []
  const { at, before, after } = site.inline
  return challengesFor(site, facts, settings).map((challenge) => ({
    messageId: 'addHeader',
    data: { challenge },
    edits: [
      {
        range: { start: at, end: at },
        text: `${before}${toStringLiteral(challenge)}${after}`,
        safety: 'wire-visible',
      },
    ],
    // the user has said which challenge fits: then adding it is no guess
    automatic: settings.challenge !== undefined,
  }))
}

/** The configured challenge, or what fits the credentials that the code there takes, then the usual one. */
function challengesFor(site: ResponseSite, facts: FileFacts, settings: RuleSettings): readonly string[] {
  if (settings.challenge !== undefined) return [settings.challenge]
  const others = facts.responses.flatMap((one) => (one !== site && one.credentials ? [one.credentials] : []))
  const { fitting } = challengesAt(site.credentials, others)
  if (fitting.kind === 'by-hand') return []
  const fits = fitting.schemes.map((scheme) => valueOf(scheme, site))
  return fits.length > 0 ? [...new Set([fits.join(', '), ...fits])] : [DEFAULT_CHALLENGE]
}

function valueOf(scheme: string, { refusedToken }: ResponseSite): string {
  if (scheme === 'Basic') return 'Basic realm="api", charset="UTF-8"'
  const error = scheme === 'Bearer' && refusedToken?.came === true ? ', error="invalid_token"' : ''
  return `${scheme} realm="api"${error}`
}

export const requireWwwAuthenticate = defineRule<Options>({
  name: 'require-www-authenticate',
  type: 'problem',
  description: 'Require a WWW-Authenticate header with a challenge on every 401 response',
  presets: ['recommended', 'strict'],
  fixable: true,
  messages,
  schema: {
    type: 'object',
    properties: {
      everyThrow: {
        type: 'boolean',
        description: 'Report every throw of an error class of the project that fixes 401, not the class alone.',
      },
    },
    additionalProperties: false,
  },
  defaultOptions: { everyThrow: false },
  findings,
})

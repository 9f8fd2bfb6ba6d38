import { challengesAt, opensLoginBox } from '../../src/model/credential.js'
import type { FileFacts } from '../../src/model/facts.js'
import type { ReasonCode, ResponseSite } from '../../src/model/site.js'
import { formatChallengeParts, type ChallengeParts } from '../helper/challenge-parts.js'
import { stringLiteral } from '../literal.js'

/** What is known of the package's challenge when a place is edited. */
export interface ChallengeContext {
  /** Of places that say nothing else. */
  readonly standard: ChallengeParts
  /** Whoever runs the command has named it: then it is right everywhere. */
  readonly isGiven: boolean
  /** What the helper's functions take beside the response. */
  readonly takes: 'nothing' | 'one' | 'several'
  /** For schemes that the standard's realm does not go with. */
  readonly realm: string
}

interface Challenge {
  /** Absent: that of the standard. */
  readonly scheme?: string
  readonly error?: string
}

/** The challenges of one place, where they differ from the package's. */
export interface PlaceChallenge {
  readonly challenges: readonly Challenge[]
  readonly opensLoginBox: boolean
  /** For the report: `Cookie instead of Bearer, for req.session.userId`. */
  readonly remark?: string
}

/** Which challenges a place gets, or why it gets none. */
export function challengeOf(
  site: ResponseSite,
  facts: FileFacts,
  context: ChallengeContext,
  needsProof: boolean,
): PlaceChallenge | ReasonCode {
  if (site.withheld === true) return 'challenge-withheld'
  const standard = context.standard.scheme
  const named = context.isGiven || context.takes === 'nothing' ? undefined : schemesOf(site, facts, context)
  if (typeof named === 'string') return named
  const schemes = named?.schemes ?? [standard]
  const isRefused = site.refusedToken !== undefined && (site.refusedToken.came || !needsProof)
  const challenges = schemes.map((scheme): Challenge => {
    const isNamed = scheme !== standard || schemes.length > 1
    const error = isRefused && scheme === 'Bearer' && context.takes !== 'nothing' ? 'invalid_token' : undefined
    return { ...(isNamed && { scheme }), ...(error && { error }) }
  })
  const differs = schemes.length !== 1 || schemes[0] !== standard
  return {
    challenges,
    opensLoginBox: schemes.some(opensLoginBox) && !opensLoginBox(standard),
    ...(differs && named && { remark: `${schemes.join(' and ')} instead of ${standard}, for ${named.evidence}` }),
  }
}

function schemesOf(
  site: ResponseSite,
  { responses }: FileFacts,
  { standard, takes }: ChallengeContext,
): { readonly schemes: readonly string[]; readonly evidence: string } | ReasonCode | undefined {
  const others = responses.flatMap((one) => (one !== site && one.credentials ? [one.credentials] : []))
  const { fitting, evidence } = challengesAt(site.credentials, others)
  if (fitting.kind === 'by-hand') return fitting.reason
  if (fitting.schemes.length === 0 || evidence === undefined) return undefined
  const one = fitting.schemes.includes(standard.scheme) ? [standard.scheme] : fitting.schemes.slice(0, 1)
  const where =
    evidence.where === 'function' ? evidence.text : `${evidence.text} (${evidence.file ?? 'line'}:${evidence.line})`
  return { schemes: takes === 'several' ? fitting.schemes : one, evidence: where.replace('(line:', '(line ') }
}

/** The argument that says so: nothing, one object, or an array. */
export function argumentOf({ challenges }: PlaceChallenge, { realm }: ChallengeContext, quote: "'" | '"'): string {
  const text = (value: string): string => stringLiteral(value, quote)
  const objects = challenges.map(({ scheme, error }) => {
    const properties = [
      ...(scheme === undefined ? [] : [`scheme: ${text(scheme)}`]),
      // RFC 7617, 2 and 2.1: the realm is required, UTF-8 the only charset
      ...(scheme === 'Basic' ? [`realm: ${text(realm)}`, `charset: ${text('UTF-8')}`] : []),
      ...(error === undefined ? [] : [`error: ${text(error)}`]),
    ]
    return properties.length === 0 ? '' : `{ ${properties.join(', ')} }`
  })
  return objects.length > 1 ? `[${objects.join(', ')}]` : objects.join('')
}

/** The header value, for places that are written without the helper. */
export function valueOf({ challenges }: PlaceChallenge, { standard, realm }: ChallengeContext): string {
  return challenges
    .map(({ scheme = standard.scheme, error }) => {
      const own = scheme === 'Basic' ? { realm, charset: 'UTF-8' } : standard.parameters
      return formatChallengeParts({ scheme, parameters: { ...own, ...(error !== undefined && { error }) } })
    })
    .join(', ')
}

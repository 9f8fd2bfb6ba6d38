import {
  credentialOfDependency,
  findCredentials,
  type CredentialKind,
} from '../../src/analysis/credentials/text-evidence.js'
import { fittingChallenges, opensLoginBox } from '../../src/model/credential.js'
import type { ResponseSite } from '../../src/model/site.js'
import type { ChallengeSite } from '../../src/model/strings.js'
import { parseChallengeParts, type ChallengeParts } from '../helper/challenge-parts.js'
import { createLocator } from '../text/lines.js'

/** Why this challenge: for the report. */
export interface ChallengeChoice {
  readonly parts: ChallengeParts
  readonly source: 'option' | 'existing' | 'inferred' | 'default'
  /** `jsonwebtoken and 3 more places, first src/auth.ts:3`. */
  readonly because: string
}

export interface SourceText {
  /** For messages. */
  readonly name: string
  readonly text: string
  readonly challenges: readonly ChallengeSite[]
  readonly responses: readonly ResponseSite[]
}

export interface ChallengeQuestion {
  readonly option?: ChallengeParts
  readonly realm?: string
  readonly packageName: string | undefined
  readonly dependencies: readonly string[]
  readonly sources: readonly SourceText[]
}

const SCHEMES = { bearer: 'Bearer', cookie: 'Cookie', 'api-key': 'ApiKey' } as const
const LABELS: Readonly<Record<CredentialKind, string>> = {
  bearer: 'bearer tokens',
  cookie: 'sessions or cookies',
  'api-key': 'API keys',
  mcp: 'MCP',
}

/**
 * The challenge of a package: the option, else one that the package sends already, else the one that fits most of its places,
 * else what the text shows, else `Bearer realm="api"`. Never a scheme for which browsers open a login box.
 */
export function chooseChallenge(question: ChallengeQuestion): ChallengeChoice {
  const { option, realm } = question
  if (option)
    return {
      parts: realm === undefined ? option : withRealm(option, realm),
      source: 'option',
      because: 'given on the command line',
    }
  const existing = existingChallenge(question.sources)
  if (existing) return realm === undefined ? existing : { ...existing, parts: withRealm(existing.parts, realm) }
  const inferred = schemeOfPlaces(question.sources) ?? inferScheme(question)
  const parts = {
    scheme: inferred?.scheme ?? 'Bearer',
    parameters: { realm: realm ?? (inferred ? (question.packageName ?? 'api') : 'api') },
  }
  if (inferred === undefined)
    return { parts, source: 'default', because: 'nothing in the package shows which credentials it takes' }
  return { parts, source: 'inferred', because: inferred.because }
}

function withRealm(parts: ChallengeParts, realm: string): ChallengeParts {
  return { scheme: parts.scheme, parameters: { ...parts.parameters, realm } }
}

function existingChallenge(sources: readonly SourceText[]): ChallengeChoice | undefined {
  const found = new Map<string, { parts: ChallengeParts; count: number; place: string }>()
  for (const { name, text, challenges } of sources) {
    const locate = createLocator(text)
    for (const { parts, range } of challenges) {
      const value =
        parts?.every((one) => one.kind === 'text') === true ? parts.map((one) => one.text).join('') : undefined
      const read = value === undefined ? undefined : parseChallengeParts(value)
      if (read === undefined || typeof read === 'string' || opensLoginBox(read.scheme)) continue
      const { realm, resourceMetadata } = read.parameters
      const kept = {
        scheme: read.scheme,
        parameters: {
          ...(realm !== undefined && { realm }),
          ...(resourceMetadata !== undefined && { resourceMetadata }),
        },
      }
      const key = JSON.stringify(kept)
      const entry = found.get(key)
      if (entry) entry.count++
      else found.set(key, { parts: kept, count: 1, place: `${name}:${locate(range.start).line}` })
    }
  }
  const [best] = [...found.values()]
    .filter((one) => Object.keys(one.parts.parameters).length > 0)
    .sort((a, b) => b.count - a.count)
  if (best === undefined) return undefined
  return {
    parts: best.parts,
    source: 'existing',
    because: `the package sends it already: ${best.place}${more(best.count)}`,
  }
}

/** What most places take that a challenge is due at. */
function schemeOfPlaces(sources: readonly SourceText[]): { scheme: string; because: string } | undefined {
  const tally = new Map<string, { count: number; first: string }>()
  for (const { name, responses } of sources) {
    for (const { credentials = [] } of responses) {
      const fitting = fittingChallenges(credentials)
      const [scheme] = fitting.kind === 'schemes' ? fitting.schemes : []
      const [fact] = credentials.filter((one) => one.scheme === scheme)
      if (scheme === undefined || fact === undefined || opensLoginBox(scheme)) continue
      const entry = tally.get(scheme)
      if (entry) entry.count++
      else tally.set(scheme, { count: 1, first: `${fact.file ?? name}:${fact.line} ${fact.text}` })
    }
  }
  const [best, ...others] = [...tally].sort(([, a], [, b]) => b.count - a.count)
  if (best === undefined) return undefined
  const [scheme, { count, first }] = best
  const against = others.map(([other, entry]) => `${other} ${entry.count}`)
  return {
    scheme,
    because: `what most places take: ${first}${more(count)}${against.length > 0 ? `; others: ${against.join(', ')}` : ''}`,
  }
}

function inferScheme(question: ChallengeQuestion): { scheme: string; because: string } | undefined {
  const tally = new Map<CredentialKind, { count: number; what: string; place: string }>()
  const add = (kind: CredentialKind, count: number, what: string, place: string): void => {
    const entry = tally.get(kind)
    if (entry) entry.count += count
    else tally.set(kind, { count, what, place })
  }
  for (const { name, text } of question.sources) {
    const locate = createLocator(text)
    for (const { kind, count, first, text: what } of findCredentials(text))
      add(kind, count, what, `${name}:${locate(first).line}`)
  }
  for (const dependency of question.dependencies) {
    const kind = credentialOfDependency(dependency)
    if (kind) add(kind, 1, dependency, 'package.json')
  }
  const kinds = ['bearer', 'cookie', 'api-key'] as const
  const [best] = kinds
    .flatMap((kind) => (tally.has(kind) ? [{ kind, ...tally.get(kind) }] : []))
    .sort((a, b) => (b.count ?? 0) - (a.count ?? 0))
  if (best?.place === undefined) return undefined
  const others = kinds
    .filter((kind) => kind !== best.kind && tally.has(kind))
    .map((kind) => `${LABELS[kind]} ${tally.get(kind)?.count ?? 0}`)
  const against = others.length > 0 ? `; against: ${others.join(', ')}` : ''
  return {
    scheme: SCHEMES[best.kind],
    because: `${LABELS[best.kind]}: ${best.place}${more(best.count ?? 1)}${against}`,
  }
}

function more(count: number): string {
  return count > 1 ? ` and ${count - 1} more` : ''
}

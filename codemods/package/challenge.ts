import { packageOfModule } from '../../src/analysis/module-names.js'
import { CREDENTIAL_PACKAGES, isListed } from '../../src/frameworks/credential-libraries.js'
import { fittingChallenges, opensLoginBox, type CredentialEvidence } from '../../src/model/credential.js'
import type { ImportFact } from '../../src/model/module.js'
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
  /** What it reads of requests; asked for only when nothing else decides. */
  readonly evidence: () => readonly CredentialEvidence[]
  readonly imports: () => readonly ImportFact[]
}

export interface ChallengeQuestion {
  readonly option?: ChallengeParts
  readonly realm?: string
  readonly packageName: string | undefined
  readonly dependencies: readonly string[]
  readonly sources: readonly SourceText[]
}

/**
 * The challenge of a package: the option, else one that the package sends already, else the one that fits most of its places,
 * else what its code reads of requests elsewhere, else what its packages are for, else `Bearer realm="api"`. Never a scheme for which browsers open a login box.
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
  const signs = sources.flatMap(({ name, responses }) =>
    responses.flatMap(({ credentials = [] }) => {
      const fitting = fittingChallenges(credentials)
      const [scheme] = fitting.kind === 'schemes' ? fitting.schemes : []
      const fact = credentials.find((one) => one.scheme === scheme)
      if (scheme === undefined || fact === undefined || opensLoginBox(scheme)) return []
      return [{ scheme, first: `${fact.file ?? name}:${fact.line} ${fact.text}` }]
    }),
  )
  return mostOf(signs, 'what most places take')
}

/** What the code of the package reads of requests where no challenge is due; else what it loads, or depends on, for credentials. */
function inferScheme({ sources, dependencies }: ChallengeQuestion): { scheme: string; because: string } | undefined {
  const reads = sources.flatMap((source) =>
    source
      .evidence()
      .filter(({ scheme }) => !opensLoginBox(scheme))
      .map(({ scheme, text, start }) => ({ scheme, first: `${placeOf(source, start)} ${text}` })),
  )
  const read = mostOf(reads, 'what its code reads')
  if (read) return read
  const loaded = sources.flatMap((source) =>
    source
      .imports()
      .filter(({ typeOnly }) => !typeOnly)
      .flatMap(({ specifier, range }) =>
        shownBy(packageOfModule(specifier)).map((scheme) => ({
          scheme,
          first: `${packageOfModule(specifier)}, ${placeOf(source, range.start)}`,
        })),
      ),
  )
  const named = dependencies.flatMap((name) =>
    shownBy(name).map((scheme) => ({ scheme, first: `${name}, package.json` })),
  )
  return mostOf([...loaded, ...named], 'its packages')
}

function shownBy(name: string): readonly string[] {
  return CREDENTIAL_PACKAGES.flatMap(({ packages, scheme }) => (isListed(name, packages) ? [scheme] : []))
}

function placeOf({ name, text }: SourceText, offset: number): string {
  return `${name}:${createLocator(text)(offset).line}`
}

/** The scheme that most of some signs show, with the first of them and what speaks for others. */
function mostOf(
  signs: readonly { readonly scheme: string; readonly first: string }[],
  what: string,
): { scheme: string; because: string } | undefined {
  const tally = new Map<string, { count: number; first: string }>()
  for (const { scheme, first } of signs) {
    const entry = tally.get(scheme)
    if (entry) entry.count++
    else tally.set(scheme, { count: 1, first })
  }
  const [best, ...others] = [...tally].sort(([, a], [, b]) => b.count - a.count)
  if (best === undefined) return undefined
  const [scheme, { count, first }] = best
  const against = others.map(([other, entry]) => `${other} ${entry.count}`)
  return {
    scheme,
    because: `${what}: ${first}${more(count)}${against.length > 0 ? `; others: ${against.join(', ')}` : ''}`,
  }
}

function more(count: number): string {
  return count > 1 ? ` and ${count - 1} more` : ''
}

import { takesSeveral } from '../helper/compose.js'
import type { ChallengeChoice } from './challenge.js'
import type { HelperOnDisk } from './helper-file.js'
import type { ChallengeContext } from './place-challenge.js'

/** What places are told of their package's challenge: an existing helper decides which it is, and what it can be given. */
export function contextOf(
  { parts, source }: ChallengeChoice,
  existing: HelperOnDisk | undefined,
  realm: string,
  style: 'helper' | 'inline',
): ChallengeContext {
  const isOwn = existing?.shape.declarations.some((one) => one.name === 'withChallenge') !== true || style === 'inline'
  return {
    standard: isOwn ? parts : { ...parts, scheme: schemeOf(existing) ?? parts.scheme },
    isGiven: source === 'option',
    takes: isOwn || takesSeveral(existing) ? 'several' : takesOne(existing) ? 'one' : 'nothing',
    realm,
  }
}

/** The scheme of `const defaultChallenge = { scheme: 'Bearer', … }`. */
function schemeOf(existing: HelperOnDisk): string | undefined {
  return /\bscheme['"]?\s*:\s*['"]([^'"]+)['"]/.exec(declaration(existing, 'defaultChallenge'))?.[1]
}

/** Whether a challenge can be given beside the response. */
function takesOne(existing: HelperOnDisk): boolean {
  return /withChallenge\b[^(]*\([^,)]*,/.test(declaration(existing, 'withChallenge'))
}

function declaration({ shape, text }: HelperOnDisk, name: string): string {
  const range = shape.declarations.find((one) => one.name === name)?.range
  return range ? text.slice(range.start, range.end) : ''
}

import { findings } from '../rules/bearer-scheme.js'
import type { BearerRewrite, BearerSite } from '../src/model/strings.js'
import type { Codemod, Leave, Proposal } from './codemod.js'
import { sitesOf } from './findings.js'

/**
 * Replaces hand-written building and parsing of `Authorization: Bearer` that `bearer-scheme` reports under `strict`:
 * a parser that takes the exact spelling only is worth a rewrite too, which widens what it accepts.
 */
export const bearer: Codemod = {
  name: 'bearer',
  rule: 'http-status/bearer-scheme',
  description: 'Parse and build Authorization: Bearer values as RFC 6750 says',
  plan: ({ facts, style, otherScheme }) => {
    const proposals: Proposal[] = []
    const leaves: Leave[] = []
    for (const site of sitesOf(facts.bearers, findings(facts, { strict: true }))) {
      const rewrite = choose(site, style)
      const other = rewrite && site.takesAnyScheme === true ? otherScheme() : undefined
      if (other !== undefined)
        leaves.push({
          range: site.range,
          code: 'bearer',
          text: `clients send ${other.scheme} (${other.place}), and parseBearer() takes Bearer alone — compare the scheme that is meant, then take the token`,
          unresolved: true,
        })
      else if (rewrite !== undefined) proposals.push(proposalOf(site, rewrite))
      // a parser that is right but for the case of the scheme is nothing that has to be mended by hand
      else if (!site.strictOnly)
        leaves.push({ range: site.range, code: 'bearer', text: reasonOf(site), unresolved: true })
    }
    return { proposals, leaves }
  },
}

function choose(site: BearerSite, style: 'helper' | 'inline'): BearerRewrite | undefined {
  return site.rewrites.find((one) => one.style === style) ?? site.rewrites[0]
}

function proposalOf(site: BearerSite, rewrite: BearerRewrite): Proposal {
  const additive = rewrite.edits.every((one) => one.safety === 'same-behaviour')
  return {
    range: site.range,
    edits: rewrite.edits,
    additive,
    ...(site.strictOnly && { optional: true }),
    effects: rewrite.effect === undefined ? [] : [rewrite.effect],
  }
}

function reasonOf(site: BearerSite): string {
  if (site.kind === 'build') return 'write the scheme as Bearer, one space, then the token'
  const call = `parseBearer(${site.source})`
  switch (site.obstacle) {
    case 'other-scheme':
      return 'another scheme is accepted here too — check which one came before the token is taken'
    case 'other-source':
      return `the value may come from elsewhere than Authorization — read each source by itself, and Authorization with ${call}`
    case 'passed-on':
      return `what came is sent on to another server, or gives way to a key of this one — answer requests without a Bearer token first, then take it from ${call}`
    case 'raw-token':
      return 'a comment here says that more than Bearer is accepted — check for Bearer first, and take the other form in a branch of its own'
    case 'harm':
      return `${call} put here would treat other requests differently — answer those without a Bearer token first, then take the token from it`
    case 'raw-branch':
      return 'the header is taken as it is where it is no Bearer — check for Bearer first, and take the other form in a branch of its own'
    case 'two-answers':
      return `a missing header and a missing token are answered differently here — choose the answer that stays, then ask for ${call} once`
    case 'several-takes':
      return `the token is taken at several places — take it once, from ${call}, and use that`
    case 'words-used':
      return `the scheme or the words of the header are needed further — take the token from ${call}, and the rest by itself`
    case 'comment':
      return `a comment stands in the code that would go — take the token from ${call}, and give the comment its new place`
    case 'name-taken':
      return `the token's name means something else where it would be declared — take the token from ${call} by another name`
    case 'form':
      return `this form is not rewritten — take the token from ${call}`
    default:
      return 'no guard on this path; parseBearer() may return undefined — add a 401 first'
  }
}

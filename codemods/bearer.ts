import { findings } from '../rules/bearer-scheme.js'
import type { BearerRewrite, BearerSite } from '../src/model/strings.js'
import type { Codemod, Leave, Proposal } from './codemod.js'
import { sitesOf } from './findings.js'

/** Replaces hand-written building and parsing of `Authorization: Bearer` that `bearer-scheme` reports. */
export const bearer: Codemod = {
  name: 'bearer',
  rule: 'http-status/bearer-scheme',
  description: 'Parse and build Authorization: Bearer values as RFC 6750 says',
  plan: ({ facts, style }) => {
    const proposals: Proposal[] = []
    const leaves: Leave[] = []
    for (const site of sitesOf(facts.bearers, findings(facts, {}))) {
      const rewrite = choose(site, style)
      if (rewrite === undefined) leaves.push({ range: site.range, code: 'bearer', text: reasonOf(site), unresolved: true })
      else proposals.push(proposalOf(site, rewrite))
    }
    return { proposals, leaves }
  },
}

function choose(site: BearerSite, style: 'helper' | 'inline'): BearerRewrite | undefined {
  return site.rewrites.find((one) => one.style === style) ?? site.rewrites[0]
}

function proposalOf(site: BearerSite, rewrite: BearerRewrite): Proposal {
  const additive = rewrite.effect === undefined && rewrite.edits.every((one) => one.safety === 'same-behaviour')
  return { range: site.range, edits: rewrite.edits, additive, effects: rewrite.effect === undefined ? [] : [rewrite.effect] }
}

function reasonOf(site: BearerSite): string {
  if (site.kind === 'build') return 'write the scheme as Bearer, one space, then the token'
  return 'no guard on this path; parseBearer() may return undefined — add a 401 first'
}

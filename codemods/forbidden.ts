import { findings } from '../rules/no-401-after-auth.js'
import { isAtLeast } from '../src/model/evidence.js'
import { REASONS } from '../src/model/reasons.js'
import type { Codemod, Leave, Proposal } from './codemod.js'
import { sitesOf } from './findings.js'

/** Turns a 401 that refuses a caller who is already known into a 403, in the response's own form, where `no-401-after-auth` reports it. */
export const forbidden: Codemod = {
  name: 'forbidden',
  rule: 'http-status/no-401-after-auth',
  description: 'Answer 403 where a known caller is refused',
  plan: ({ facts }) => {
    const proposals: Proposal[] = []
    const leaves: Leave[] = []
    for (const site of sitesOf(facts.responses, findings(facts))) {
      const { range, flip, flipEffects = [] } = site
      if (!isAtLeast(site.evidence, 'handler')) {
        leaves.push({ range, code: 'weak-evidence', ...REASONS['weak-evidence'] })
      } else if (flip === undefined || flip.length === 0) {
        leaves.push({ range, code: 'forbidden', text: 'answer 403 here by hand; the status is decided elsewhere', unresolved: true })
      } else proposals.push({ range, edits: flip, additive: false, effects: ['wire-visible status change', ...flipEffects] })
    }
    return { proposals, leaves }
  },
}

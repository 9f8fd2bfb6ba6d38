import { findings } from '../rules/no-401-after-auth.js'
import { REASONS } from '../src/model/reasons.js'
import { hasOtherCredential, isMixedRefusal, restsOnNames } from '../src/model/refusal.js'
import type { ResponseSite } from '../src/model/site.js'
import type { Codemod, Leave, Proposal } from './codemod.js'
import { sitesOf } from './findings.js'

/** A wrong 403 sends somebody away who had only to log in again: what is called a caller or a permission is not enough to write one. */
const BY_NAME = 'only names say that a known caller is refused for what he may do'

/** Turns a 401 that refuses a caller who is already known into a 403, in the response's own form, where `no-401-after-auth` reports it. */
export const forbidden: Codemod = {
  name: 'forbidden',
  rule: 'http-status/no-401-after-auth',
  description: 'Answer 403 where a known caller is refused',
  plan: ({ facts }) => {
    const proposals: Proposal[] = []
    const leaves: Leave[] = []
    for (const site of sitesOf(facts.responses, findings(facts))) {
      const { range, flip, flipLeft } = site
      if (flipLeft !== undefined) leaves.push({ range, code: flipLeft, ...REASONS[flipLeft] })
      else if (flip === undefined || flip.length === 0) {
        leaves.push({
          range,
          code: 'forbidden',
          text: 'answer 403 here by hand; the status is decided elsewhere',
          unresolved: true,
        })
      } else
        proposals.push({
          range,
          edits: flip,
          additive: false,
          effects: effectsOf(site),
          ...(restsOnNames(site) && { doubt: BY_NAME }),
        })
    }
    for (const { range } of facts.responses.filter(isMixedRefusal))
      leaves.push({ range, code: 'mixed-condition', ...REASONS['mixed-condition'], remark: true })
    for (const { range, openCredential } of facts.responses.filter(hasOtherCredential)) {
      const { text, unresolved } = REASONS['other-credential']
      const where = openCredential && ` (\`${openCredential.text}\`, line ${String(openCredential.line)})`
      leaves.push({ range, code: 'other-credential', text: text + (where ?? ''), unresolved, remark: true })
    }
    return { proposals, leaves }
  },
}

/** A caller whose properties are read is there only if something before the handler saw to it: whoever applies the edit has to know. */
function effectsOf({ principal, flipEffects = [] }: ResponseSite): readonly string[] {
  const evidence = principal?.how === 'read' ? ['needs evidence (auth middleware on the route)'] : []
  const further = [...evidence, ...flipEffects]
  return ['wire-visible status change', ...(further.length > 0 ? [further.join('; ')] : [])]
}

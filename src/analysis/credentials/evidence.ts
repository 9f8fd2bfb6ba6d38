import type { CredentialEvidence } from '../../model/credential.js'
import type { AnalysisContext } from '../context.js'
import { textOf } from '../syntax.js'
import { takenBy } from './taken.js'

/**
 * What a file reads of the requests that it serves, one for each scheme, wherever in it that is. What it sends to others is no sign of
 * what it accepts.
 */
export function evidenceIn(cx: AnalysisContext): readonly CredentialEvidence[] {
  const found = new Map<string, CredentialEvidence>()
  for (const { scheme, node } of takenBy(cx, cx.file))
    if (scheme !== undefined && node.getSourceFile() === cx.file && !found.has(scheme))
      found.set(scheme, { scheme, text: textOf(node, 50), start: node.getStart() })
  return [...found.values()]
}

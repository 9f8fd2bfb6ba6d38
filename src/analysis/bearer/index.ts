import type { BearerSite } from '../../model/strings.js'
import type { AnalysisContext } from '../context.js'
import { findBuildSites } from './build.js'
import { collectOperations, hasSchemeSchema } from './collect.js'
import { findParseSites } from './parse.js'

/** What a file must contain to have anything to do with the header: its name, the scheme, or the names of variables that hold it. */
const MAY_HOLD = /authoriz|bearer|auth_?header/i

/**
 * Every place of the file that builds an `Authorization: Bearer` value wrongly, or parses the Authorization request header in a way that
 * takes something else for a Bearer token or refuses a correct one (RFC 9110 11.1, RFC 6750 2.1). Offsets in UTF-16 code units.
 */
export function findBearerSites(cx: AnalysisContext): BearerSite[] {
  if (!MAY_HOLD.test(cx.file.text)) return []
  const operations = collectOperations(cx)
  const parses = operations.length === 0 || hasSchemeSchema(cx) ? [] : findParseSites(cx, operations)
  return [...parses, ...findBuildSites(cx)].sort((a, b) => a.range.start - b.range.start)
}

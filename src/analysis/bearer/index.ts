import type { BearerSite } from '../../model/strings.js'
import type { AnalysisContext } from '../context.js'
import { findBuildSites } from './build.js'
import { collectOperations, hasSchemeSchema } from './collect.js'
import { findParseSites } from './parse.js'
import { HEADER_CALL } from './vocabulary.js'

/** What a file must contain to take the header apart: a name of it, and a method that cuts or compares text. */
const NAMES = /authoriz|bearer|auth_?header/i
const CUTS =
  /\b(?:split|slice|substr|substring|replace|replaceAll|match|matchAll|exec|test|search|startsWith)\b|[=!]==?/
/** What it must contain to build a value. */
const SCHEME = /bearer/i

/**
 * Every place of the file that builds an `Authorization: Bearer` value wrongly, or parses the Authorization request header in a way that
 * takes something else for a Bearer token or refuses a correct one (RFC 9110 11.1, RFC 6750 2.1). Offsets in UTF-16 code units.
 */
export function findBearerSites(cx: AnalysisContext): BearerSite[] {
  const { text } = cx.file
  const operations = (NAMES.test(text) || HEADER_CALL.test(text)) && CUTS.test(text) ? collectOperations(cx) : []
  const parses = operations.length === 0 || hasSchemeSchema(cx) ? [] : findParseSites(cx, operations)
  const builds = SCHEME.test(text) ? findBuildSites(cx) : []
  return [...parses, ...builds].sort((a, b) => a.range.start - b.range.start)
}

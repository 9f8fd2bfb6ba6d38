import type * as t from 'typescript'
import type { AnalysisContext } from '../context.js'
import { topicsOf } from '../guards/facts.js'
import type { Condition, RawSite } from '../state.js'
import { enclosingFunction, isFunctionNode, parentOf } from '../syntax.js'
import { numbersOf } from '../values.js'
import { saysWithheld } from './lexicon.js'

type Test = Extract<Condition, { kind: 'test' }>

/**
 * Whether a 401 goes without a challenge on purpose: a comment there says so, or it is one branch of a test
 * whose other branch sends the challenge, and that test is not about the credentials themselves (`if (options.challenge)`).
 */
export function isWithheld(cx: AnalysisContext, site: RawSite, all: readonly RawSite[]): boolean {
  return comments(cx, site.node).some(saysWithheld) || isOtherBranch(cx, site, all)
}

function isOtherBranch(cx: AnalysisContext, site: RawSite, all: readonly RawSite[]): boolean {
  const fn = enclosingFunction(cx.ts, site.node)
  const challenged = all.filter(
    (other) =>
      other !== site &&
      other.leaves.length > 0 &&
      other.leaves.every((leave) => leave.presence === 'always') &&
      numbersOf(other.status).includes(401) &&
      enclosingFunction(cx.ts, other.node) === fn,
  )
  const tests = site.conditions.filter((one): one is Test => one.kind === 'test')
  return challenged.some(({ conditions }) =>
    tests.some(
      (test) =>
        conditions.some(
          (other) => other.kind === 'test' && other.expression === test.expression && other.holds !== test.holds,
        ) && topicsOf(cx, test).every((topic) => topic === 'other' || topic === 'policy'),
    ),
  )
}

/** The comments above a place and above what it stands in, up to its function; and behind its statement. */
function comments(cx: AnalysisContext, node: t.Node): readonly string[] {
  const { ts } = cx
  const { text } = node.getSourceFile()
  const found: string[] = []
  const add = (ranges: readonly t.CommentRange[] | undefined): void => {
    for (const { pos, end } of ranges ?? []) found.push(text.slice(pos, end))
  }
  for (let at: t.Node | undefined = node; at !== undefined && !ts.isSourceFile(at); at = parentOf(at)) {
    add(ts.getLeadingCommentRanges(text, at.pos))
    if (ts.isStatement(at) && !ts.isBlock(at)) add(ts.getTrailingCommentRanges(text, at.end))
    if (isFunctionNode(ts, at)) {
      // the comment of `export const deny = () => …` stands above the statement
      const holder = ts.findAncestor(at, ts.isStatement)
      if (holder !== undefined && ts.isVariableStatement(holder)) add(ts.getLeadingCommentRanges(text, holder.pos))
      break
    }
  }
  return found
}

import type * as t from 'typescript'
import { apiFacts } from './api.js'
import { centralFunctions } from './central.js'
import type { AnalysisContext } from './context.js'
import { walkFunction } from './interpreter.js'
import { argumentHeaders } from './headers.js'
import { NEVER, START, type RawSite } from './state.js'
import { statusOf } from './status-of.js'
import { mayHoldResponses } from './text-test.js'
import { alternatives, numbersOf } from './values.js'

const FORM = 'the headers of the error to the response'

/**
 * Error handlers of the file that send the status of the error and drop its headers, in a package that puts a challenge on an error.
 * A file that neither speaks of a status nor sends that of an error is passed over, as the text test does.
 */
export function handlerSites(cx: AnalysisContext): readonly RawSite[] {
  if (!mayHoldResponses(cx.file.text)) return []
  const droppers = centralFunctions(cx, cx.file).filter(({ fn, fact }) => {
    const error = fact.error === undefined ? undefined : fn.parameters[fact.error]
    return (
      fact.dropsErrorHeaders === true &&
      error !== undefined &&
      fn.body !== undefined &&
      !/headers/i.test(fn.body.getText())
    )
  })
  if (droppers.length === 0 || !carriesChallenges(cx)) return []
  return droppers.flatMap(({ fn, fact }) => {
    const error = fact.error === undefined ? undefined : fn.parameters[fact.error]
    const site = walkFunction(cx, fn).sites.find(
      ({ status, leaves }) =>
        leaves.length > 0 &&
        leaves.every(({ presence }) => presence === 'never') &&
        alternatives(status).some((value) => value.kind === 'parameter' && value.parameter === error),
    )
    if (site === undefined || site.node.getSourceFile() !== cx.file) return []
    const { framework, evidence, statusNode, node, end } = site
    return [
      {
        kind: 'handler',
        framework,
        evidence,
        status: { kind: 'number', value: 401 },
        statusNode,
        node,
        end,
        form: FORM,
        conditions: [],
        leaves: [NEVER],
      },
    ]
  })
}

/** Whether the package makes an error of 401 that carries a challenge in its headers. */
function carriesChallenges(cx: AnalysisContext): boolean {
  const { ts } = cx
  const paths = cx.workspace.filesNamingHeader(cx.path).filter((path) => path !== cx.path)
  return [cx.file, ...paths.flatMap((path) => cx.workspace.sourceFile(path) ?? [])].some((file) => {
    const found = { carries: false }
    const visit = (node: t.Node): void => {
      if (found.carries) return
      if (ts.isCallExpression(node) || ts.isNewExpression(node)) found.carries = isWithChallenge(cx, node)
      ts.forEachChild(node, visit)
    }
    if (/www-?_?authenticate/i.test(file.text)) visit(file)
    return found.carries
  })
}

function isWithChallenge(cx: AnalysisContext, node: t.CallExpression | t.NewExpression): boolean {
  const args = node.arguments ?? []
  return apiFacts(cx, node).some((found) => {
    if (found.kind !== 'exception') return false
    const status = statusOf(cx, found.fact.status, args)
    return (
      status !== 'absent' &&
      numbersOf(status.value).includes(401) &&
      argumentHeaders(cx, args, found.fact.headers, START).presence === 'always'
    )
  })
}

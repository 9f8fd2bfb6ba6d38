import type * as t from 'typescript'
import type { AnalysisContext } from './context.js'
import { indexOf, type ApiFact } from './facts-index.js'
import { resolve, type Target } from './resolve.js'
import { isAccess, memberName, unwrapAwait } from './syntax.js'
import { packageOfModule } from './module-names.js'
import { closeness, isAdded } from './usage.js'

/** The facts that the frameworks state about the callee of a call or `new`. */
export function apiFacts(cx: AnalysisContext, node: t.CallExpression | t.NewExpression): readonly ApiFact[] {
  const { ts } = cx
  const isNew = ts.isNewExpression(node)
  return factsOf(cx, node.expression).filter(({ kind, fact }) => {
    const { as = 'call' } = fact.api
    return kind !== 'prototype' && (as === 'either' || (as === 'new') === isNew)
  })
}

/** The facts about what an expression names, however it is used. */
export function factsOf(cx: AnalysisContext, expression: t.Expression): readonly ApiFact[] {
  const index = indexOf(cx.frameworks)
  const target = resolve(cx, expression)
  const found = (target && factsOfTarget(cx, target, expression)) ?? []
  if (found.length > 0) return found
  const path = memberPath(cx, expression)
  if (path.length < 2) return []
  // a member of whatever object: `app.httpErrors.unauthorized`, where the framework is used
  for (let length = Math.min(path.length - 1, 3); length >= 1; length -= 1) {
    const facts = index.byMember
      .get(path.slice(-length).join('.'))
      ?.filter(
        ({ fact: { api }, framework }) =>
          (api.anywhere === true || closeness(cx, framework, expression) > 0) && isAdded(cx, api.addedBy, expression),
      )
    if (facts && facts.length > 0) return facts
  }
  return []
}

function factsOfTarget(cx: AnalysisContext, target: Target, at: t.Node): readonly ApiFact[] {
  const { byApi } = indexOf(cx.frameworks)
  if (target.kind === 'external') {
    const path = target.path.length === 0 ? ['default'] : target.path
    // `import x from 'cjs'` and `require('cjs')` mean the same object
    const other = path[0] === 'default' ? path.slice(1) : ['default', ...path]
    const { module } = target
    const found = byApi.get(`${module}#${path.join('.')}`) ?? byApi.get(`${module}#${other.join('.')}`)
    // a file inside the package: `@nestjs/common/exceptions/http.exception`
    return found ?? byApi.get(`${packageOfModule(module)}#${path.join('.')}`) ?? []
  }
  if (target.kind !== 'global') return []
  const path = target.path[0] === 'globalThis' ? target.path.slice(1) : target.path
  const facts = byApi.get(`global#${path.join('.')}`) ?? []
  // what a framework puts in scope is there only where the framework is used; the runtime's own globals are everywhere
  return facts.filter(({ framework }) => framework.packages.length === 0 || closeness(cx, framework, at) > 0)
}

/** The names of an access from its root: `a.b.c` is `['a', 'b', 'c']`; a root that is no name is `''`. */
function memberPath(cx: AnalysisContext, expression: t.Expression): readonly string[] {
  const { ts } = cx
  const node = unwrapAwait(ts, expression)
  if (ts.isIdentifier(node)) return [node.text]
  if (node.kind === ts.SyntaxKind.ThisKeyword) return ['this']
  if (isAccess(ts, node)) {
    const name = memberName(ts, node)
    return name === undefined ? [''] : [...memberPath(cx, node.expression), name]
  }
  return ['']
}

import type { AnalysisContext } from '../context.js'
import { enclosingFunction } from '../syntax.js'
import type { Operation } from './operations.js'

/**
 * The other places of a function that take the same token out of the same header: `if (h.split(' ')[1]) use(h.split(' ')[1])`.
 * They are one parser, and are rewritten together.
 */
export function repeatsOf(
  cx: AnalysisContext,
  operation: Operation,
  operations: readonly Operation[],
): readonly Operation[] {
  const fn = enclosingFunction(cx.ts, operation.node)
  return operations.filter(
    (one) =>
      one !== operation &&
      one.picks !== undefined &&
      isSameCut(one, operation) &&
      isSameHeader(one, operation) &&
      enclosingFunction(cx.ts, one.node) === fn,
  )
}

function isSameCut(a: Operation, b: Operation): boolean {
  return a.kind === b.kind && a.form === b.form && offsetOf(a) === offsetOf(b)
}

/** Where the token begins, or the pattern that finds it. */
function offsetOf(operation: Operation): string | number | undefined {
  return operation.kind === 'take' ? operation.at : operation.literal?.getText()
}

function isSameHeader(a: Operation, b: Operation): boolean {
  return a.value.declaration === undefined ? pathOf(a) === pathOf(b) : a.value.declaration === b.value.declaration
}

/** `req.headers?.authorization` and `req.headers.authorization` are one. */
function pathOf({ value }: Operation): string {
  return value.source
    .getText()
    .replace(/\s+|\?\.(?=\[)/g, '')
    .replaceAll('?.', '.')
}

import type { BearerProblem } from '../../model/strings.js'
import type { Operation } from './operations.js'

/** An input that shows the problem, and what the code makes of it (measured: the values are those of the expression itself). */
export function shownBy(problem: BearerProblem, operation: Operation): string {
  if (operation.kind === 'test') {
    if (problem === 'prefix-without-space')
      return operation.fold === 'none' ? '`BearerX abc` passes' : '`bearerX abc` passes'
    if (problem === 'wrong-case') return '`Bearer abc` is refused'
    return '`bearer abc` is refused'
  }
  const { form, at } = operation
  if (problem === 'wrong-offset' && typeof at === 'number')
    return `\`Bearer abcdef\` gives \`${'Bearer abcdef'.slice(at)}\``
  if (form === 'strip') return '`Basic abc` is taken whole as the token'
  if (at === 'last') return '`Basic abc`, and `abc` alone, give the token `abc`'
  if (form === 'cut' && typeof at === 'number')
    return `\`Basic abcdef\` gives the token \`${'Basic abcdef'.slice(at)}\``
  return '`Basic abc` gives the token `abc`'
}

import type { Challenge, Problem } from './types.js'

/** RFC 9449 7.1: algs is one quoted string of names with spaces between them. */
export function checkDpop({ params }: Challenge): readonly Problem[] {
  return params
    .filter(
      ({ name, value, quoted }) =>
        name?.toLowerCase() === 'algs' && value !== undefined && (quoted === false || /[,;|]/.test(value)),
    )
    .map(({ value = '', valueSpan }) => ({ code: 'dpop-algs', ...valueSpan, data: { value } }) as const)
}

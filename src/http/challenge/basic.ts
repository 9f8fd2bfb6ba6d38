import type { Challenge, Problem } from './types.js'

/** RFC 7617 2.1: the only value of charset is `UTF-8`, compared without regard to case. A missing realm is the scheme's `required`. */
export function checkBasic({ params }: Challenge): readonly Problem[] {
  return params
    .filter(
      ({ name, value }) => name?.toLowerCase() === 'charset' && value !== undefined && value.toUpperCase() !== 'UTF-8',
    )
    .map(({ value = '', valueSpan }) => ({
      code: 'basic-charset',
      ...valueSpan,
      data: { value },
      suggestion: [{ ...valueSpan, text: '"UTF-8"' }],
    }))
}

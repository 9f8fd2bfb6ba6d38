/** An error code that belongs in the challenge of a protected resource. */
export interface ErrorCode {
  readonly code: string
  /** The status that the specification gives it. */
  readonly status: 400 | 401 | 403
  readonly source: string
}

/** OAuth Extensions Error Registry, usage location "resource access error response". */
export const ERROR_CODES: readonly ErrorCode[] = [
  { code: 'invalid_request', status: 400, source: 'RFC 6750 3.1' },
  { code: 'invalid_token', status: 401, source: 'RFC 6750 3.1' },
  { code: 'insufficient_scope', status: 403, source: 'RFC 6750 3.1' },
  { code: 'invalid_dpop_proof', status: 401, source: 'RFC 9449 7.1' },
  { code: 'use_dpop_nonce', status: 401, source: 'RFC 9449 9' },
  { code: 'insufficient_user_authentication', status: 401, source: 'RFC 9470 3' },
]

const byCode = new Map(ERROR_CODES.map((entry) => [entry.code, entry]))

/** The registered error code, compared exactly, or `undefined`. */
export function getErrorCode(code: string): ErrorCode | undefined {
  return byCode.get(code)
}

/** The registered error codes that belong on a response of this status. */
export function getErrorCodesOf(status: number): readonly ErrorCode[] {
  return ERROR_CODES.filter((entry) => entry.status === status)
}

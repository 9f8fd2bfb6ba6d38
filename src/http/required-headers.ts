/** A header field that a status asks for. */
export interface RequiredHeader {
  readonly status: number
  readonly header: string
  readonly level: 'MUST' | 'SHOULD'
  /** Section of RFC 9110. */
  readonly section: string
}

/** Which header a response of this status has to carry, RFC 9110. 206 is about a single part; a multipart 206 has none. */
export const REQUIRED_HEADERS: readonly RequiredHeader[] = [
  { status: 101, header: 'Upgrade', level: 'MUST', section: '7.8' },
  { status: 206, header: 'Content-Range', level: 'MUST', section: '15.3.7' },
  { status: 301, header: 'Location', level: 'SHOULD', section: '15.4.2' },
  { status: 302, header: 'Location', level: 'SHOULD', section: '15.4.3' },
  { status: 303, header: 'Location', level: 'SHOULD', section: '15.4.4' },
  { status: 307, header: 'Location', level: 'SHOULD', section: '15.4.8' },
  { status: 308, header: 'Location', level: 'SHOULD', section: '15.4.9' },
  { status: 401, header: 'WWW-Authenticate', level: 'MUST', section: '15.5.2' },
  { status: 405, header: 'Allow', level: 'MUST', section: '15.5.6' },
  { status: 407, header: 'Proxy-Authenticate', level: 'MUST', section: '15.5.8' },
  { status: 416, header: 'Content-Range', level: 'SHOULD', section: '15.5.17' },
  { status: 426, header: 'Upgrade', level: 'MUST', section: '15.5.22' },
]

const byStatus = new Map(REQUIRED_HEADERS.map((entry) => [entry.status, entry]))

/** The header that a response of this status has to carry, or `undefined`. */
export function getRequiredHeader(status: number): RequiredHeader | undefined {
  return byStatus.get(status)
}

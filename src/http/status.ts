/** Names that status constants have, in any case and with any separators, for the statuses that this package is about (RFC 9110, 15). */
const NAMES: Readonly<Record<string, number>> = {
  unauthorized: 401,
  forbidden: 403,
  badrequest: 400,
  notfound: 404,
  proxyauthenticationrequired: 407,
  ok: 200,
  internalservererror: 500,
}

/** The status that a constant of a status package means: `UNAUTHORIZED`, `Unauthorized`, `HTTP_STATUS_UNAUTHORIZED`, `UNAUTHORIZED_401`. */
export function statusOfConstant(name: string): number | undefined {
  const key = name
    .toLowerCase()
    .replace(/[^a-z]/g, '')
    .replace(/^(?:http)?(?:status)?(?:codes?)?/, '')
  return Object.hasOwn(NAMES, key) ? NAMES[key] : undefined
}

/** The reason phrases of the two statuses (RFC 9110, 15.5.2 and 15.5.4). */
export const REASON: Readonly<Record<401 | 403, string>> = { 401: 'Unauthorized', 403: 'Forbidden' }

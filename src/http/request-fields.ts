/** Request header fields that are registered for something else than credentials (RFC 9110, 9111, 9112, 7239; Fetch), in lower case. */
const FIELDS: ReadonlySet<string> = new Set([
  'accept',
  'accept-charset',
  'accept-encoding',
  'accept-language',
  'access-control-request-headers',
  'access-control-request-method',
  'cache-control',
  'connection',
  'content-encoding',
  'content-language',
  'content-length',
  'content-location',
  'content-type',
  'date',
  'dnt',
  'expect',
  'forwarded',
  'from',
  'host',
  'if-match',
  'if-modified-since',
  'if-none-match',
  'if-range',
  'if-unmodified-since',
  'last-event-id',
  'max-forwards',
  'origin',
  'pragma',
  'prefer',
  'range',
  'referer',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'user-agent',
  'via',
])

/** Prefixes of families of such fields, and of what proxies say of the connection. */
const FAMILIES = ['sec-', 'x-forwarded-']

/** Whether a request field says something about the message or the connection, and not who sends it. */
export function isMessageField(name: string): boolean {
  const field = name.toLowerCase()
  return FIELDS.has(field) || FAMILIES.some((prefix) => field.startsWith(prefix))
}

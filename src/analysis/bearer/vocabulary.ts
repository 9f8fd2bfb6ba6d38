/** Names by which programs reach the Authorization request header. Everything here is about names; values are followed elsewhere. */

/** The field name, in lower case (names of fields are case-insensitive: RFC 9110 5.1). */
export const FIELD = 'authorization'

/** Parameters whose name alone says that they hold the header's whole value. */
export const STRONG_NAME =
  /^_{0,2}(?:(?:raw|req(?:uest)?|http|incoming|the)_?)?(?:(?:auth|bearer)_?header|authorization(?:_?header)?)(?:_?(?:value|string|str|raw|text))?$/i

/** A parameter that holds the header when the function says so: `extractBearerToken(header)`. */
export const PLAIN_NAME = /^(?:raw_?)?(?:header|hdr|authz?|value|h)(?:_?(?:value|string|str))?$/i
export const SPEAKING_FUNCTION =
  /bearer_?(?:token|header|auth)|auth(?:orization)?_?header|token_?from_?(?:auth\w*|header)/i

/** Strong enough as a property of a parameter: `options.authHeader`. A bare `authorization` there may be a payment. */
export const STRONG_PROPERTY = /^(?:(?:raw|request|http)_?)?(?:auth|authorization)_?header(?:_?(?:value|string))?$/i

/** A function that hands out the header: `getAuthorizationHeader(req)`. */
export const HEADER_GETTER =
  /^(?:get|read|extract|fetch)_?(?:(?:raw|req(?:uest)?|http|incoming|the|bearer)_?)*auth(?:orization)?_?header(?:_?value)?$/i

/** A function of another file that may return the header. */
export const HEADER_FUNCTION = /auth|header|bearer/i

/** A call of such a function with the request: all that a file shows of the header that another file reads for it. */
export const HEADER_CALL = /(?:auth|header)\w*\(\s*(?:\w+\.)?(?:req|request|ctx|context|event|evt|c)\s*\)/i

/** A collection of header fields. */
export const COLLECTION_NAME = /^(?!auth)\w*headers?(?:list|map|store|obj(?:ect)?)?$/i

/** A function that hands out a collection: `headers()`, `getRequestHeaders(event)`. */
export const COLLECTION_GETTER = /^(?:(?:get|use|read)_?)?(?:request|incoming|http)?_?headers$/i

/** Owners of headers that come back from a server or go out to one, so are not the request that is being served. */
export const FOREIGN_OWNER =
  /^(?:res|resp|response|reply|result|post|put|patch|delete|fetch|config|init|axios\w*|instance|defaults|common|original\w*|mcp\w*|\w*(?:Res|Response|Result|Config|Init|Client))$/

/** Owners that are the request that is being served, whatever else is unusual about the access. */
export const REQUEST_OWNER = /^_?(?:req|request|\w+(?:Req|Request)|event|ctx|context|evt|handshake|raw|c)$/

/** Parts of a request beside its header. */
export const REQUEST_PART = /^(?:query|cookies?|body|params)$/

/** Methods that read one field by its name. */
export const FIELD_READER =
  /^(?:get|header|headers|(?:get|use|read|fetch|extract|first)\w*headers?(?:value)?|getFirst)$/i

/** `ctx.get('authorization')` of Koa, `req.get('authorization')` of Express: `get` of these reads a header. */
export const GET_OWNER = /^_?(?:req|request|\w+(?:Req|Request)|ctx|context)$/

/** `get(req, 'headers.authorization')` of lodash. */
export const FIELD_PATH = /(?:^|\.)headers?\.authorization$/i

/** A name that says the scheme is Basic. */
export const BASIC_NAME = /basic|base64|b64/i

/** A function whose name says that it looks at the scheme. */
export const SCHEME_TEST_NAME = /bearer|scheme|auth_?type/i

/** Tests that say nothing of the scheme although the header is handed to them. */
export const SHAPE_TEST_NAME =
  /^(?:isArray|Boolean|String|isString|isNotEmpty|isEmpty|isNil|isNull|isUndefined|isDefined|isPresent|typeof|isTruthy|log|debug|info|warn|error|trace)$/

/** Functions that decode Base64: whoever hands the token to one of them parses Basic. */
export const BASE64_DECODER = /atob|base64|b64|decodeBasic/i

import type { HelperVariant } from '../../src/model/site.js'
import type { BlockOptions } from './blocks.js'

export const HEADER = "'WWW-Authenticate'"

/** What a function does that puts a challenge on a response of one kind. */
export function setterBody(variant: HelperVariant, { flavour, several }: BlockOptions): string {
  const copy = flavour.language === 'typescript' ? 'copy as R & Response' : '/** @type {R & Response} */ (copy)'
  return BODIES[variant].replace('VALUE', VALUES[variant][several ? 'several' : 'one']).replace('COPY', copy)
}

/** The statements of a function that puts `VALUE` on a response. */
const BODIES: Readonly<Record<HelperVariant, string>> = {
  node: `  if (response.headersSent === true || response.getHeader?.(${HEADER})) return response;
  response.setHeader?.(${HEADER}, VALUE);
  return response;
`,
  fastify: `  if (response.sent === true || response.getHeader?.(${HEADER})) return response;
  response.header?.(${HEADER}, VALUE);
  return response;
`,
  web: `  if (response.headers?.get?.(${HEADER})) return response;
  const value = VALUE;
  try {
    response.headers?.set?.(${HEADER}, value);
    return response;
  } catch {
    // The headers of a response that came from fetch() cannot be changed: a copy carries the challenge.
    if (!(response instanceof Response)) return response;
    const copy = new Response(response.body, response);
    copy.headers.set(${HEADER}, value);
    return COPY;
  }
`,
}

/** One challenge, as a header value. */
export const FORMATTED = 'formatChallenge({ ...defaultChallenge, ...challenge })'
/** Any number of them. */
export const JOINED = "[challenge].flat().map((one) => formatChallenge({ ...defaultChallenge, ...one })).join(', ')"

const VALUES: Readonly<Record<HelperVariant, Readonly<Record<'one' | 'several', string>>>> = {
  node: valuesWith('response.req'),
  fastify: valuesWith('response.request'),
  web: { one: FORMATTED, several: JOINED },
}

function valuesWith(request: string): Readonly<Record<'one' | 'several', string>> {
  const authorization = `${request}?.headers?.authorization`
  return {
    one: `challengeFor(${authorization}, challenge)`,
    several: `[challenge].flat().map((one) => challengeFor(${authorization}, one))`,
  }
}

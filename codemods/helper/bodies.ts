import type { HelperVariant } from '../../src/model/site.js'
import type { BlockOptions, Flavour } from './block-options.js'

export const HEADER = "'WWW-Authenticate'"

/** What a function does that puts a challenge on a response of one kind. */
export function setterBody(variant: HelperVariant, { flavour, several }: BlockOptions): string {
  const { value, values } = VALUES[variant]
  return BODIES[variant]
    .replace('VALUE', () => (several ? values(flavour) : value))
    .replace('COPY', typed('copy', 'R & Response', flavour))
}

/** An expression with a type that the compiler does not see itself. */
function typed(expression: string, type: string, { language }: Flavour): string {
  return language === 'typescript' ? `${expression} as ${type}` : `/** @type {${type}} */ (${expression})`
}

/** Any number of challenges as a list. Written, as all of the helper, with what ES2015 has: a project's `lib` may have no more. */
function listed(flavour: Flavour): string {
  const empty = typed('[]', 'Partial<Challenge>[]', flavour)
  return `${flavour.language === 'typescript' ? `(${empty})` : empty}.concat(challenge ?? {})`
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
export function joined(flavour: Flavour): string {
  return `${listed(flavour)}.map((one) => formatChallenge({ ...defaultChallenge, ...one })).join(', ')`
}

interface Values {
  readonly value: string
  readonly values: (flavour: Flavour) => string
}

const VALUES: Readonly<Record<HelperVariant, Values>> = {
  node: valuesWith('response.req'),
  fastify: valuesWith('response.request'),
  web: { value: FORMATTED, values: joined },
}

function valuesWith(request: string): Values {
  const authorization = `${request}?.headers?.authorization`
  return {
    value: `challengeFor(${authorization}, challenge)`,
    values: (flavour) => `${listed(flavour)}.map((one) => challengeFor(${authorization}, one))`,
  }
}

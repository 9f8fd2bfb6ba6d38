import type { HelperVariant } from '../../src/model/site.js'
import type { BlockOptions } from './block-options.js'
import { FORMATTED, HEADER, joined, setterBody } from './bodies.js'

/** One declaration of the helper file, with its comment. Written with single quotes, semicolons and two spaces. */
export interface Block {
  readonly name: string
  readonly text: string
  readonly needs: readonly string[]
}

/** Every declaration that `options` can ask for, in the order in which a file has them. */
export function blocksOf(options: BlockOptions): readonly Block[] {
  const isMixed = options.variants.length > 1
  return [
    challengeType(options),
    ...options.variants.map((variant) => TARGETS[variant](options)),
    defaultChallenge(options),
    ...(isMixed ? [dispatcher(options), ...options.variants.map((one) => guard(one, options))] : []),
    ...options.variants.map((variant) => setter(variant, isMixed ? INTERNAL_NAMES[variant] : 'withChallenge', options)),
    challengeHeaders(options),
    challengeFor(options),
    formatChallenge(options),
    parseBearer(options),
  ]
}

const isTypeScript = ({ flavour }: BlockOptions): boolean => flavour.language === 'typescript'

const TYPE_NAMES = { node: 'NodeResponse', fastify: 'Reply', web: 'WebResponse' } as const
const INTERNAL_NAMES = {
  node: 'challengeNodeResponse',
  fastify: 'challengeReply',
  web: 'challengeWebResponse',
} as const
const GUARD_NAMES = { node: 'isNodeResponse', fastify: 'isReply', web: 'isWebResponse' } as const

function exportOf(name: string, { exported, flavour }: BlockOptions): string {
  return flavour.modules === 'esm' && exported.some((one) => one === name) ? 'export ' : ''
}

function comment(lines: readonly string[]): string {
  if (lines.length === 1) return `/** ${lines.join('')} */\n`
  return `/**\n${lines.map((line) => ` * ${line}\n`).join('')} */\n`
}

interface Parameter {
  readonly name: string
  readonly type: string
  readonly optional?: boolean
}

interface FunctionText {
  readonly name: string
  readonly doc: string
  readonly template?: readonly [name: string, constraint: string]
  readonly parameters: readonly Parameter[]
  readonly returns: string
  readonly body: string
  readonly needs: readonly string[]
}

/** The same function with type annotations, or with JSDoc types. */
function functionBlock(text: FunctionText, options: BlockOptions): Block {
  const { name, doc, template, parameters, returns, body, needs } = text
  const head = `${exportOf(name, options)}function ${name}`
  if (isTypeScript(options)) {
    const generic = template ? `<${template[0]} extends ${template[1]}>` : ''
    const list = parameters.map((one) => `${one.name}${one.optional ? '?' : ''}: ${one.type}`).join(', ')
    return { name, needs, text: `${comment([doc])}${head}${generic}(${list}): ${returns} {\n${body}}\n` }
  }
  const tags = [
    ...(template ? [`@template {${template[1]}} ${template[0]}`] : []),
    ...parameters.map((one) => `@param {${one.type}} ${one.optional ? `[${one.name}]` : one.name}`),
    `@returns {${returns}}`,
  ]
  const list = parameters.map((one) => one.name).join(', ')
  return { name, needs, text: `${comment([doc, ...tags])}${head}(${list}) {\n${body}}\n` }
}

interface Property {
  readonly name: string
  readonly type: string
  readonly optional: boolean
  readonly doc?: string
}

function objectType(name: string, doc: string, properties: readonly Property[], options: BlockOptions): Block {
  if (isTypeScript(options)) {
    const members = properties.map(({ name: key, type, optional, doc: note }) => {
      const method = /^\((.*?)\) => (.*)$/.exec(type)
      const member = method
        ? `${key}${optional ? '?' : ''}(${method[1] ?? ''}): ${method[2] ?? ''}`
        : `readonly ${key}${optional ? '?' : ''}: ${type}`
      return `${note ? `  /** ${note} */\n` : ''}  ${member};\n`
    })
    return { name, needs: [], text: `${comment([doc])}interface ${name} {\n${members.join('')}}\n` }
  }
  const tags = properties.map(
    (one) => `@property {${one.type}} ${one.optional ? `[${one.name}]` : one.name}${one.doc ? ` ${one.doc}` : ''}`,
  )
  return { name, needs: [], text: comment([doc, `@typedef {object} ${name}`, ...tags]) }
}

function challengeType(options: BlockOptions): Block {
  const text = (name: string, doc?: string): Property => ({
    name,
    type: 'string | undefined',
    optional: true,
    ...(doc && { doc }),
  })
  const usual = ['realm', 'charset', 'scope', 'error', 'errorDescription']
  const further = Object.keys(options.challenge.parameters).filter(
    (name) => !usual.includes(name) && name !== 'resourceMetadata',
  )
  return objectType(
    'Challenge',
    'A challenge: a scheme and its parameters, RFC 9110, section 11.3.',
    [
      { name: 'scheme', type: 'string', optional: false },
      ...[...usual, ...further].map((name) => text(name)),
      text('resourceMetadata', 'Absolute URL of the protected-resource metadata, RFC 9728.'),
    ],
    options,
  )
}

function authorizationOf(options: BlockOptions): string {
  const readonly = isTypeScript(options) ? 'readonly ' : ''
  return `{ ${readonly}headers?: { ${readonly}authorization?: string | undefined } | undefined } | undefined`
}

function headersOf(options: BlockOptions): string {
  return isTypeScript(options)
    ? '{ get?(name: string): string | null; set?(name: string, value: string): void } | undefined'
    : '{ get?: (name: string) => string | null, set?: (name: string, value: string) => void } | undefined'
}

/** node:http and Fastify send each entry of an array as a field line of its own. */
function valueOf({ several }: BlockOptions): string {
  return several ? 'string | string[]' : 'string'
}

const TARGETS: Readonly<Record<HelperVariant, (options: BlockOptions) => Block>> = {
  node: (options) =>
    objectType(
      'NodeResponse',
      'What node:http, node:http2, Express and the Pages API share. Test doubles may lack all of it.',
      [
        { name: 'headersSent', type: 'boolean | undefined', optional: true },
        { name: 'req', type: authorizationOf(options), optional: true },
        { name: 'getHeader', type: '(name: string) => unknown', optional: true },
        { name: 'setHeader', type: `(name: string, value: ${valueOf(options)}) => unknown`, optional: true },
      ],
      options,
    ),
  fastify: (options) =>
    objectType(
      'Reply',
      'What is needed of a Fastify reply. Test doubles may lack all of it.',
      [
        { name: 'sent', type: 'boolean | undefined', optional: true },
        { name: 'request', type: authorizationOf(options), optional: true },
        { name: 'getHeader', type: '(name: string) => unknown', optional: true },
        { name: 'header', type: `(name: string, value: ${valueOf(options)}) => unknown`, optional: true },
      ],
      options,
    ),
  web: (options) =>
    objectType(
      'WebResponse',
      'What Response and NextResponse share. Test doubles may lack the headers.',
      [{ name: 'headers', type: headersOf(options), optional: true }],
      options,
    ),
}

function defaultChallenge(options: BlockOptions): Block {
  const { scheme, parameters } = options.challenge
  const entries = Object.entries({ scheme, ...parameters }).map(
    ([name, value]) => `${propertyKey(name)}: ${quoted(value)}`,
  )
  const type = isTypeScript(options) ? ': Challenge' : ''
  const doc = 'The challenge of every 401 that does not bring its own.'
  const lines = isTypeScript(options) ? [doc] : [doc, '@type {Challenge}']
  return {
    name: 'defaultChallenge',
    needs: ['Challenge'],
    text: `${comment(lines)}const defaultChallenge${type} = { ${entries.join(', ')} };\n`,
  }
}

function propertyKey(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : quoted(name)
}

function quoted(value: string): string {
  return `'${value.replace(/['\\]/g, '\\$&')}'`
}

const CHALLENGE: Parameter = { name: 'challenge', type: 'Partial<Challenge>', optional: true }

function challengeParameter({ several }: BlockOptions): Parameter {
  return several ? { ...CHALLENGE, type: 'Partial<Challenge> | readonly Partial<Challenge>[]' } : CHALLENGE
}

const DOC = 'Puts a challenge on a response that has none yet, and returns that response.'

function setter(variant: HelperVariant, name: string, options: BlockOptions): Block {
  const type = TYPE_NAMES[variant]
  return functionBlock(
    {
      name,
      doc: name === 'withChallenge' ? DOC : `Puts a challenge on a ${SHORT_NAMES[variant]} that has none yet.`,
      template: ['R', type],
      parameters: [{ name: 'response', type: 'R' }, challengeParameter(options)],
      returns: 'R',
      body: setterBody(variant, options),
      needs:
        variant === 'web'
          ? ['Challenge', type, 'defaultChallenge', 'formatChallenge']
          : ['Challenge', type, 'challengeFor'],
    },
    options,
  )
}

const SHORT_NAMES = { node: 'Node response', fastify: 'Fastify reply', web: 'web response' } as const

function dispatcher(options: BlockOptions): Block {
  const { variants } = options
  const types = variants.map((one) => TYPE_NAMES[one])
  const branches = variants.map(
    (one) => `  if (${GUARD_NAMES[one]}(response)) return ${INTERNAL_NAMES[one]}(response, challenge);\n`,
  )
  return functionBlock(
    {
      name: 'withChallenge',
      doc: DOC,
      template: ['R', types.join(' | ')],
      parameters: [{ name: 'response', type: 'R' }, challengeParameter(options)],
      returns: 'R',
      body: `${branches.join('')}  return response;\n`,
      needs: ['Challenge', ...types, ...variants.flatMap((one) => [INTERNAL_NAMES[one], GUARD_NAMES[one]])],
    },
    options,
  )
}

const TESTS: Readonly<Record<HelperVariant, string>> = {
  node: "'setHeader' in response",
  fastify: "'header' in response && 'request' in response",
  web: "'headers' in response && typeof response.headers === 'object'",
}

function guard(variant: HelperVariant, options: BlockOptions): Block {
  const type = TYPE_NAMES[variant]
  return functionBlock(
    {
      name: GUARD_NAMES[variant],
      doc: `Whether it is a ${SHORT_NAMES[variant]}.`,
      parameters: [{ name: 'response', type: 'object' }],
      returns: `response is ${type}`,
      body: `  return ${TESTS[variant]};\n`,
      needs: [type],
    },
    options,
  )
}

function challengeHeaders(options: BlockOptions): Block {
  return functionBlock(
    {
      name: 'challengeHeaders',
      doc: 'The challenge as a headers object, for errors and inits that take one.',
      parameters: [challengeParameter(options)],
      returns: `{ ${HEADER}: string }`,
      body: `  return { ${HEADER}: ${options.several ? joined(options.flavour) : FORMATTED} };\n`,
      needs: ['Challenge', 'defaultChallenge', 'formatChallenge'],
    },
    options,
  )
}

function challengeFor(options: BlockOptions): Block {
  return functionBlock(
    {
      name: 'challengeFor',
      doc: 'Leaves the error out when no credentials of the scheme came with the request: RFC 6750, section 3.1.',
      parameters: [{ name: 'authorization', type: 'string | null | undefined' }, CHALLENGE],
      returns: 'string',
      body: `  const chosen = { ...defaultChallenge, ...challenge };
  const came = authorization?.toLowerCase().startsWith(\`\${chosen.scheme.toLowerCase()} \`) === true;
  return formatChallenge(came ? chosen : { ...chosen, error: undefined, errorDescription: undefined });
`,
      needs: ['Challenge', 'defaultChallenge', 'formatChallenge'],
    },
    options,
  )
}

function formatChallenge(options: BlockOptions): Block {
  const type = 'Record<string, unknown>'
  const values = isTypeScript(options)
    ? `  const values: ${type} = parameters;\n`
    : `  /** @type {${type}} */\n  const values = parameters;\n`
  return functionBlock(
    {
      name: 'formatChallenge',
      doc: 'Writes a challenge: values quoted and escaped, anything but printable ASCII left out.',
      parameters: [{ name: 'challenge', type: 'Challenge' }],
      returns: 'string',
      body: `  const { scheme, ...parameters } = challenge;
${values}  const written = Object.keys(values).map((name) => {
    const value = values[name];
    if (typeof value !== 'string') return '';
    const wireName = name.replace(/[A-Z]/g, (letter) => \`_\${letter.toLowerCase()}\`);
    return \`\${wireName}="\${value.replace(/["\\\\]/g, '\\\\$&')}"\`;
  });
  return \`\${scheme} \${written.filter(Boolean).join(', ')}\`.replace(/[^ -~]/g, '').trim();
`,
      needs: ['Challenge'],
    },
    options,
  )
}

function parseBearer(options: BlockOptions): Block {
  const token = options.strictToken68 ? '[-._~+/0-9A-Za-z]+=*' : '[!-~]+'
  return functionBlock(
    {
      name: 'parseBearer',
      doc: 'The token of an Authorization header with the Bearer scheme, in any case; undefined for anything else.',
      parameters: [{ name: 'header', type: 'string | readonly string[] | null | undefined' }],
      returns: 'string | undefined',
      body: `  const value = typeof header === 'object' && header?.length === 1 ? header[0] : header;
  if (typeof value !== 'string' || value.length > 16_384) return undefined;
  return /^bearer +(${token.replace('/', '\\/')})$/i.exec(value)?.[1];
`,
      needs: [],
    },
    options,
  )
}

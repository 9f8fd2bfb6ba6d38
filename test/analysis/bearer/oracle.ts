import vm from 'node:vm'
import ts from 'typescript'
import { helper, FLAVOURS } from '../../codemods/helper/cases.js'

/** What a request brings: the value of its Authorization field, and of a token in its query. */
export interface Input {
  readonly header: string | readonly string[] | undefined
  readonly query: string | undefined
}

/** What a program does with one request. */
export interface Outcome {
  /** Every call of a function that the program does not declare, with its arguments. */
  readonly calls: readonly string[]
  readonly results: readonly string[]
  readonly thrown: string | undefined
  /** What was taken for a token: given to whoever checks tokens, or returned. */
  readonly tokens: readonly string[]
  /** Whether the request was let in: handed on, or its token found to be good. */
  readonly letIn: boolean
}

export type Kind = 'exact' | 'wide' | 'spaced' | 'tab' | 'empty' | 'missing' | 'raw' | 'scheme'

/** Values of the field, by what they are to a parser that keeps to RFC 6750, 2.1. */
const HEADERS: readonly (readonly [kind: Kind, header: Input['header']])[] = [
  ['exact', 'Bearer abc'],
  ['exact', 'Bearer bad'],
  ['wide', 'bearer abc'],
  ['wide', 'BEARER abc'],
  ['wide', 'Bearer  abc'],
  ['wide', ['Bearer abc']],
  ['spaced', 'Bearer abc def'],
  ['spaced', 'Bearer bad abc'],
  ['spaced', 'Bearer abc, Bearer def'],
  ['spaced', ['Bearer abc', 'Bearer def']],
  ['tab', 'Bearer\tabc'],
  ['empty', 'Bearer'],
  ['empty', 'bearer'],
  ['empty', 'Bearer '],
  ['missing', undefined],
  ['missing', ''],
  ['raw', 'abc'],
  ['raw', 'bad'],
  ['scheme', 'Basic abc'],
  ['scheme', 'Basic bad'],
  ['scheme', 'Token abc'],
  ['scheme', 'BearerX abc'],
  ['scheme', 'Bearerabc'],
  ['scheme', 'Bearer: abc'],
]

const VALID = new Set(['abc', 'q'])
/** Who checks a token in the programs of the tests. */
const CHECKER = /^(?:use|verify|decode|decodeToken|jwt\.verify|(?:\w+\.)?keys\.has)$/

const compiled = ts.transpileModule(helper({ flavour: FLAVOURS.ts, exported: ['parseBearer'] }), {
  compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
}).outputText
const helperExports: { parseBearer?: unknown } = {}
const asFunction = (parameters: string, body: string): unknown =>
  new vm.Script(`(${parameters} {\n${body}\n})`).runInThisContext()
;(asFunction('function (exports)', compiled) as (exported: object) => void)(helperExports)

class InvalidToken extends Error {}

interface Recording {
  readonly calls: string[]
  readonly tokens: string[]
  letIn: boolean
}

function shown(value: unknown): string {
  if (typeof value === 'function') return '[function]'
  return value === undefined ? 'undefined' : JSON.stringify(value)
}

/** Any name that a program does not declare: a function and an object in one, of which every call is written down. */
function recorder(name: string, recording: Recording): unknown {
  return new Proxy(() => undefined, {
    get: (_, key) =>
      key === 'valueOf' || key === 'toString'
        ? () => name
        : typeof key === 'symbol' || key === 'then'
          ? undefined
          : recorder(name === '' ? key : `${name}.${key}`, recording),
    apply: (_, __, given: readonly unknown[]) => {
      recording.calls.push(`${name}(${given.map(shown).join(', ')})`)
      const [first] = given
      if (CHECKER.test(name)) {
        if (typeof first === 'string') recording.tokens.push(first)
        if (typeof first !== 'string' || !VALID.has(first)) throw new InvalidToken(shown(first))
        recording.letIn = true
      }
      if (name === 'next' && first === undefined) recording.letIn = true
      return recorder(`${name}()`, recording)
    },
  })
}

function requestOf({ header, query }: Input): object {
  const read = (field: string): unknown => (field.toLowerCase() === 'authorization' ? header : undefined)
  const headers = Object.create({ get: (field: string) => read(field) ?? null }) as Record<string, unknown>
  if (header !== undefined) headers['authorization'] = header
  const request: Record<string, unknown> = { headers, get: read, query: query === undefined ? {} : { token: query } }
  // Express reads one field, Hono all of them
  request['header'] = (field?: string) => (field === undefined ? headers : read(field))
  return { ...request, req: request, request, header: headers, cookies: {}, body: {} }
}

type Run = (scope: object, exported: object, own: unknown[]) => Promise<unknown>

/** Makes a program of a module's text: it runs the module, and calls each of its functions with a request. */
export function programOf(text: string): (input: Input) => Promise<Outcome> {
  const tree = ts.createSourceFile('auth.ts', text, ts.ScriptTarget.ES2022, true)
  const names = tree.statements.flatMap((one) => (ts.isFunctionDeclaration(one) && one.name ? [one.name.text] : []))
  const { outputText } = ts.transpileModule(text, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  })
  const body = outputText
    .replace(/^"use strict";/, '')
    .replace(/^const \w+ = require\(.*$/gm, '')
    .replaceAll('(0, http_auth_js_1.', '(http_auth_1.')
    .replaceAll('http_auth_js_1', 'http_auth_1')
  const own = names.map((name) => `own.push(${name});`).join('')
  const run = asFunction('async function (scope, exports, own)', `with (scope) {\n${own}\n${body}\n}`) as Run
  return (input) => outcomeOf(run, input)
}

async function outcomeOf(run: Run, input: Input): Promise<Outcome> {
  const recording: Recording = { calls: [], tokens: [], letIn: false }
  const request = requestOf(input)
  const known: Record<string, unknown> = {
    req: request,
    request,
    ctx: request,
    c: request,
    headers: async () => (request as { headers: unknown }).headers,
    parseBearer: helperExports.parseBearer,
    http_auth_1: { ...helperExports, withChallenge: (response: unknown) => response },
  }
  const scope = new Proxy(known, {
    has: (_, key) => typeof key === 'string' && !['exports', 'own', 'scope'].includes(key) && !(key in globalThis),
    get: (_, key) => (typeof key === 'string' ? (known[key] ?? recorder(key, recording)) : undefined),
  })
  const results: string[] = []
  let thrown: string | undefined
  const own: unknown[] = []
  const exported = {}
  try {
    await run(scope, exported, own)
    for (const fn of new Set([...own, ...Object.values(exported)])) {
      if (typeof fn !== 'function') continue
      const result: unknown = await (fn as (...given: unknown[]) => unknown)(
        ...argumentsFor(String(fn), input, request, recording),
      )
      results.push(shown(result))
      if (typeof result === 'string' && result !== '') recording.tokens.push(result)
    }
  } catch (error) {
    thrown = error instanceof InvalidToken ? `InvalidToken ${error.message}` : String(error).split(':')[0]
    if (error instanceof Error && error.constructor === Error) thrown = `Error ${error.message}`
  }
  return { ...recording, results, thrown, letIn: recording.letIn && thrown === undefined }
}

function argumentsFor(source: string, { header }: Input, request: object, recording: Recording): readonly unknown[] {
  const list = /^(?:async )?(?:function \w*)?\(?([^)=]*)/.exec(source)?.[1] ?? ''
  if (list.trim().startsWith('{')) return [request]
  return list.split(',').map((one) => {
    const name = one.trim()
    if (/^(?:req|request|ctx|c|event)$/.test(name)) return request
    return /^(?:res|reply|next)$/.test(name) ? recorder(name, recording) : header
  })
}

export interface Difference {
  readonly input: Input
  readonly why: string
  readonly before: Outcome
  readonly after: Outcome
}

const FAULT = /^(?:TypeError|ReferenceError|SyntaxError|URIError|RangeError)/

/** What a rewrite may change, by the sentence that says so. */
function isNamed(kind: Kind, effect: string): boolean {
  switch (kind) {
    case 'raw':
      return /raw tokens/.test(effect)
    case 'scheme':
      return /other schemes|raw tokens/.test(effect)
    case 'spaced':
      return /other schemes|raw tokens|space in it/.test(effect)
    case 'tab':
      return /other schemes|raw tokens|\btabs?\b/.test(effect)
    case 'exact':
      return false
    default:
      return true
  }
}

/**
 * Runs a program and its rewritten form over every value of the field, with and without a token in the query, and gives the first
 * difference that the rewrite does not name, that throws, that takes an empty token, or that lets in what was turned away.
 */
export async function differenceOf(
  before: string,
  after: string,
  effect: string,
  options: { readonly mends: boolean },
): Promise<Difference | undefined> {
  const [old, made] = [programOf(before), programOf(after)]
  const takesLists = before.includes('Array.isArray')
  for (const query of [undefined, 'q']) {
    const rows = await Promise.all(
      HEADERS.map(async ([kind, header]) => ({
        kind,
        input: { header, query },
        was: await old({ header, query }),
        is: await made({ header, query }),
      })),
    )
    const exact = rows.find(({ kind }) => kind === 'exact')
    const without = rows.filter(({ kind, was }) => kind !== 'exact' && kind !== 'wide' && !FAULT.test(was.thrown ?? ''))
    for (const { kind, input, was, is } of rows) {
      if (isSame(was, is) || (Array.isArray(input.header) && !takesLists)) continue
      const reject = (why: string): Difference => ({ input, why, before: was, after: is })
      const added = is.tokens.filter((token) => !was.tokens.includes(token))
      if (is.thrown !== undefined && FAULT.test(is.thrown) && is.thrown !== was.thrown) return reject('a new exception')
      if (added.some((token) => token === 'undefined' || token === 'null')) return reject('a token is made of nothing')
      // the scheme in other letters is the scheme
      const spelled = typeof input.header === 'string' ? input.header.replace(/^bearer/, 'Bearer') : undefined
      if (spelled !== input.header && rows.some((one) => one.input.header === spelled && isSame(one.was, is))) continue
      if (added.includes('')) return reject('an empty token is taken')
      if (options.mends && /^bearer /i.test(String(input.header))) continue
      if (kind === 'wide') {
        if (exact && !isAlike(is, exact.is) && input.header !== 'Bearer bad')
          return reject('not what the token alone gives')
        continue
      }
      if (added.length > 0 && kind !== 'spaced') return reject('another token is taken')
      const isPure = is.calls.length === 0 && is.results.length > 0
      const isNew = is.letIn && !was.letIn && !FAULT.test(was.thrown ?? '')
      if (isNew && kind !== 'spaced' && kind !== 'tab' && input.header !== 'Bearer ')
        return reject('let in what was turned away')
      if (FAULT.test(was.thrown ?? '')) continue
      if (!isNamed(kind, effect)) return reject('not named')
      if (kind === 'missing' && input.header === undefined) return reject('no header is another matter now')
      const isKnown =
        without.some((one) => isSame(one.was, is)) ||
        (isPure && is.results.every((one) => /^(?:undefined|null|""|false)$/.test(one)))
      if (!isKnown) return reject('not what a request without a token gives')
    }
  }
  return undefined
}

/** The same but for the length of the header. */
function isAlike(a: Outcome, b: Outcome): boolean {
  const [left, right] = [a, b].map((one) =>
    [...one.calls, ...one.results, one.thrown].join('\n').replace(/\b\d+\b/g, '#'),
  )
  return left === right
}

function isSame(a: Outcome, b: Outcome): boolean {
  return (
    a.thrown === b.thrown && a.calls.join('\n') === b.calls.join('\n') && a.results.join('\n') === b.results.join('\n')
  )
}

import type {
  ApiPath,
  CentralFact,
  ExceptionFact,
  Framework,
  HandlerFact,
  ResponseMethod,
} from '../../../src/frameworks/define.js'

/** A fact that a measurement can be compared with. */
export type NamedFact =
  | { readonly kind: 'method'; readonly fact: ResponseMethod }
  | { readonly kind: 'exception'; readonly fact: ExceptionFact }
  | { readonly kind: 'other' }

const OTHER: NamedFact = { kind: 'other' }

/** `new NextResponse`, `NextResponse.json`, `default.unauthorized`. */
function apiName(api: ApiPath): string {
  return `${api.as === 'new' ? 'new ' : ''}${[api.name, ...(api.members ?? [])].join('.')}`
}

function registrarNames(prefix: string, fact: HandlerFact | CentralFact): string[] {
  const events = fact.events ? `(${fact.events.join('|')})` : ''
  return [
    ...(fact.registrars ?? []).map((name) => `${prefix} ${name}${events}`),
    ...(fact.properties ?? []).map((name) => `${prefix} { ${name} }`),
  ]
}

function centralNames(fact: CentralFact): string[] {
  return [
    ...registrarNames(`central ${fact.sees}`, fact),
    ...(fact.implementations ? [`central ${fact.implementations.type.name}.${fact.implementations.method}`] : []),
    ...(fact.file ? fact.file.exports.map((name) => `central export ${name}`) : []),
  ]
}

/** Every fact of a framework that says something of the wire, by a name for tables. Names of principals say nothing of it. */
export function factNames(framework: Framework): ReadonlyMap<string, NamedFact> {
  const names = new Map<string, NamedFact>()
  for (const object of framework.objects ?? []) {
    for (const [name, fact] of Object.entries(object.methods))
      names.set(`${object.id}#${name}`, { kind: 'method', fact })
    for (const name of Object.keys(object.properties ?? {})) names.set(`${object.id}.${name}`, OTHER)
  }
  for (const { api } of framework.builders ?? []) names.set(apiName(api), OTHER)
  for (const { api, effect } of framework.functions ?? []) names.set(apiName(api), { kind: 'method', fact: effect })
  for (const fact of framework.exceptions ?? []) names.set(apiName(fact.api), { kind: 'exception', fact })
  for (const fact of framework.handlers ?? [])
    for (const name of registrarNames('handler', fact)) names.set(name, OTHER)
  for (const fact of framework.central ?? []) for (const name of centralNames(fact)) names.set(name, OTHER)
  if (framework.thrown) names.set('thrown', OTHER)
  for (const api of framework.challengers ?? []) names.set(`challenger ${apiName(api)}`, OTHER)
  return names
}

/** Whether headers that were set before reach the wire, as the fact has it. */
export function keepsHeaders(named: NamedFact): boolean {
  if (named.kind === 'exception') return named.fact.keepsHeaders
  if (named.kind === 'method') return named.fact.dropsHeaders !== true
  return true
}

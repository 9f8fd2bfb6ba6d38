import type {
  ApiPath,
  CentralFact,
  ExceptionFact,
  Framework,
  HandlerFact,
  LineFacts,
  ResponseMethod,
  ResponseObject,
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

/** How a fact is named that one line of releases states: `createError (h3 1)`. */
export function inLineName(name: string, line: string): string {
  return `${name} (${line})`
}

/** Every fact of a framework that says something of the wire, by a name for tables. Names of principals say nothing of it. */
export function factNames({ lines = [], ...common }: Framework): ReadonlyMap<string, NamedFact> {
  const names = namesOf(common)
  for (const { title, facts } of lines) {
    for (const [name, fact] of namesIn(facts)) {
      names.set(inLineName(name, title), fact)
      // what holds for all is measured where no line says otherwise
      if (lines.every((line) => namesIn(line.facts).has(name))) names.delete(name)
    }
  }
  return names
}

function namesIn({ objects = {}, ...others }: LineFacts): ReadonlyMap<string, NamedFact> {
  return namesOf({
    ...others,
    objects: Object.entries(objects).map(([id, { methods = {}, properties = {} }]) => ({ id, methods, properties })),
  })
}

interface Stated extends Partial<Omit<Framework, 'objects'>> {
  readonly objects?: readonly Pick<ResponseObject, 'id' | 'methods' | 'properties'>[]
}

function namesOf(framework: Stated): Map<string, NamedFact> {
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
  if (framework.returnedResponseKeepsHeaders !== undefined) names.set('returned Response', OTHER)
  if (framework.documents) names.set('documents', OTHER)
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

import type {
  ApiPath,
  ExceptionFact,
  Framework,
  ResponseBuilder,
  ResponseFunction,
  ResponseObject,
} from '../frameworks/define.js'

export interface Owned<T> {
  readonly fact: T
  readonly framework: Framework
}

/** One call of an API that some framework states facts about. */
export type ApiFact =
  | ({ readonly kind: 'builder' } & Owned<ResponseBuilder>)
  | ({ readonly kind: 'exception' } & Owned<ExceptionFact>)
  | ({ readonly kind: 'function' } & Owned<ResponseFunction>)
  | ({ readonly kind: 'prototype' } & Owned<{ readonly api: ApiPath; readonly object: ResponseObject }>)
  | ({ readonly kind: 'challenger' | 'authenticator' } & Owned<{ readonly api: ApiPath }>)

/** The facts of all frameworks, arranged for look-up by name. */
export interface FactsIndex {
  readonly objects: ReadonlyMap<string, Owned<ResponseObject>>
  /** By parameter or property name. */
  readonly byName: ReadonlyMap<string, readonly (Owned<ResponseObject> & { readonly conventional: boolean })[]>
  /** By `module#Type`. */
  readonly byType: ReadonlyMap<string, Owned<ResponseObject>>
  /** By `module#name.member`. */
  readonly byApi: ReadonlyMap<string, readonly ApiFact[]>
  /** By the dotted end of a member path: `httpErrors.unauthorized`. */
  readonly byMember: ReadonlyMap<string, readonly ApiFact[]>
  /** What a method of this name may do on some response object. */
  readonly methods: ReadonlyMap<string, MethodKinds>
  readonly getters: ReadonlyMap<string, Owned<ResponseObject>>
  /** Properties that say of some response object whether it has left. */
  readonly sentProperties: ReadonlySet<string>
}

export interface MethodKinds {
  readonly status: boolean
  /** The status is in the name: `reply.unauthorized()`. */
  readonly fixed: boolean
  readonly header: boolean
  /** A header by its name, and no collection of them. */
  readonly writesField: boolean
  readonly readsHeader: boolean
  readonly sends: boolean
}

const indexes = new WeakMap<readonly Framework[], FactsIndex>()

export function indexOf(frameworks: readonly Framework[]): FactsIndex {
  let index = indexes.get(frameworks)
  if (index === undefined) indexes.set(frameworks, (index = build(frameworks)))
  return index
}

function build(frameworks: readonly Framework[]): FactsIndex {
  const objects = new Map<string, Owned<ResponseObject>>()
  const byName = new Map<string, (Owned<ResponseObject> & { conventional: boolean })[]>()
  const byType = new Map<string, Owned<ResponseObject>>()
  const byApi = new Map<string, ApiFact[]>()
  const byMember = new Map<string, ApiFact[]>()
  const methods = new Map<string, MethodKinds>()
  const getters = new Map<string, Owned<ResponseObject>>()
  const sentProperties = new Set<string>()
  const addApi = (fact: ApiFact, api: ApiPath): void => {
    for (const module of api.modules) {
      const path = [api.name, ...(api.members ?? [])].join('.')
      if (module === 'member') push(byMember, path, fact)
      else push(byApi, `${module}#${path}`, fact)
    }
  }
  for (const framework of frameworks) {
    for (const fact of framework.objects ?? []) {
      const owned = { fact, framework }
      objects.set(fact.id, owned)
      for (const api of fact.prototypes ?? [])
        addApi({ kind: 'prototype', fact: { api, object: fact }, framework }, api)
      for (const name of fact.names) push(byName, name, { ...owned, conventional: true })
      for (const name of fact.contextNames ?? []) push(byName, name, { ...owned, conventional: false })
      for (const type of fact.types) byType.set(`${type.module}#${type.name}`, owned)
      for (const name of fact.getters ?? []) getters.set(name, owned)
      for (const [name, { kind }] of Object.entries(fact.properties ?? {}))
        if (kind === 'sent') sentProperties.add(name)
      for (const [name, method] of Object.entries(fact.methods)) {
        const known = methods.get(name)
        methods.set(name, {
          status:
            known?.status === true ||
            method.status !== undefined ||
            method.note !== undefined ||
            method.throws === true,
          fixed: known?.fixed === true || (method.status !== undefined && 'fixed' in method.status),
          header: known?.header === true || method.header !== undefined,
          writesField: known?.writesField === true || (method.header !== undefined && 'name' in method.header),
          readsHeader: known?.readsHeader === true || method.readsHeader !== undefined,
          sends: known?.sends === true || method.sends === true || method.builds === true,
        })
      }
    }
    for (const fact of framework.builders ?? []) addApi({ kind: 'builder', fact, framework }, fact.api)
    for (const fact of framework.exceptions ?? []) addApi({ kind: 'exception', fact, framework }, fact.api)
    for (const fact of framework.functions ?? []) addApi({ kind: 'function', fact, framework }, fact.api)
    for (const api of framework.challengers ?? []) addApi({ kind: 'challenger', fact: { api }, framework }, api)
    for (const api of framework.authenticators ?? []) addApi({ kind: 'authenticator', fact: { api }, framework }, api)
  }
  return { objects, byName, byType, byApi, byMember, methods, getters, sentProperties }
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}

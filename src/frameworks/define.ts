/**
 * The shape of a framework's facts. A file of facts says what the framework does on the wire; it walks no tree.
 * `src/analysis` interprets each shape once, for every framework.
 */
import type { HelperVariant, ReasonCode } from '../model/site.js'

/** An exported type: `{ module: 'express', name: 'Response' }`. Modules match exactly (`express` is not `express-session`). */
export interface TypeName {
  readonly module: string
  readonly name: string
}

/** How a function, class or namespace is reached from a module or from the global scope. */
export interface ApiPath {
  /**
   * Exact module specifiers; `global` for what the runtime (or a framework's auto-import) puts in scope;
   * `member` for what hangs on an object of the framework under any name, in a file or package that uses it:
   * `fastify.httpErrors.unauthorized()` is `httpErrors` + `['unauthorized']`, `request.jwtVerify()` is `jwtVerify`.
   */
  readonly modules: readonly string[]
  /** Exported name: `NextResponse`; `default` for a default export or `module.exports` itself. */
  readonly name: string
  /** Members from there: `['json']` for `NextResponse.json`. */
  readonly members?: readonly string[]
  /** With `member`: a path so telling that the file needs no other sign of the framework (`x.httpErrors.unauthorized()`). */
  readonly anywhere?: boolean
  /** The plug-ins that add it to the framework's objects, as for a method of a response. */
  readonly addedBy?: readonly string[]
  /** `new X()` only, `X()` only, or both. Default: `call`. */
  readonly as?: 'call' | 'new' | 'either'
}

/** Where the status of a call comes from. Argument positions count from 0. */
export type StatusSource =
  | { readonly fixed: number }
  /**
   * The argument itself; `atLeast`: only when the call has that many arguments, otherwise the status is `otherwise`;
   * `numbersOnly`: text is no status, `'401'` neither.
   */
  | {
      readonly argument: number
      readonly atLeast?: number
      readonly otherwise?: number
      readonly numbersOnly?: boolean
    }
  /** A property of an options argument, first one present wins; `otherwise`: the status when it is absent. */
  | {
      readonly argument: number
      readonly properties: readonly string[]
      readonly otherwise?: number
      /** Position of the options argument when the argument is text: `new HTTPError('message', { status: 401 })`. */
      readonly behindText?: number
    }
  /** The argument itself when it is a number, else a property of it (`c.json(body, 401)`, `c.json(body, { status: 401 })`). Absent: the status set before. */
  | { readonly argument: number; readonly orProperties: readonly string[]; readonly otherwise?: number }
  /** A property (or the argument itself when `property` is absent) that holds a code name. A number counts as itself. */
  | { readonly argument: number; readonly property?: string; readonly codes: Readonly<Record<string, number>> }

/** Where the headers of a call are written. Several may apply; one with a challenge is enough. */
export type HeaderSource =
  /** The argument is a collection of headers: object, array of pairs, flat array, `Headers`. */
  | { readonly argument: number; readonly kind: 'collection' }
  /** A property of an options argument is such a collection. */
  | { readonly argument: number; readonly kind: 'property'; readonly property: string }
  /** A property of an options argument is a whole response (`HTTPException(401, { res })`). */
  | { readonly argument: number; readonly kind: 'response'; readonly property: string }
  /** The argument names an auth-scheme: with it the library writes the challenge itself (`Boom.unauthorized(msg, 'Bearer')`). */
  | { readonly argument: number; readonly kind: 'scheme' }

/** How a method writes one or more headers. */
export type HeaderWrite =
  { readonly name: number; readonly value: number; readonly object?: number } | { readonly object: number }

/** What a method of a response object does. Unknown methods of a known response are taken to return it and to do nothing. */
export interface ResponseMethod {
  readonly status?: StatusSource
  readonly header?: HeaderWrite
  readonly headers?: readonly HeaderSource[]
  /** The response leaves here. */
  readonly sends?: boolean
  /** The call's value is the response, complete in itself (Hono's `c.json`). */
  readonly builds?: boolean
  /** The call never returns (Koa's `ctx.throw`). */
  readonly throws?: boolean
  /** An error at this position is answered as if it had been thrown: `reply.send(error)`, `sendError(event, error)`. */
  readonly passesError?: number
  /** With `throws`: only when the argument at this position is falsy (Koa's `ctx.assert(user, 401)`). */
  readonly unless?: number
  /** The call's value is a new response with the facts of this id, which the handler returns (hapi's `h.response()`). */
  readonly creates?: string
  /** Headers that were set on the object before do not reach the wire. */
  readonly dropsHeaders?: boolean
  /** What to write here, for messages, when it differs from the object's form. */
  readonly form?: string
  /** Reads a header: `getHeader`, `hasHeader`; the position of the name. */
  readonly readsHeader?: number
  /** The plug-ins that add it, under every name that they have had. It is there only in a file or package that has one of them. */
  readonly addedBy?: readonly string[]
  /** A 401 or 403 in the place of the body (legacy signatures), and why it is left; without a reason it is a status as any other. */
  readonly note?: { readonly argument: number; readonly reason?: ReasonCode }
}

/** What assigning to (or reading) a property of a response object means. */
export type ResponseProperty =
  /** `codes`: names that count as a status when one is assigned (Elysia's `set.status = 'Unauthorized'`). */
  | { readonly kind: 'status'; readonly codes?: Readonly<Record<string, number>> }
  /** Whether the headers have left. */
  | { readonly kind: 'sent' }
  /** A collection of headers: `set.headers['x'] = …`, `ctx.res.headers.set(…)`. */
  | { readonly kind: 'headers' }
  /** The same response by another name (`ctx.response`, `reply.raw`); `object` names the facts that apply there. */
  | {
      readonly kind: 'object'
      readonly object: string
      /** It has a status of its own and lacks the headers of the other, which sends those of this one (Fastify's `raw`). */
      readonly separate?: boolean
    }
  /** Assigning it sends (Koa's `ctx.body`): nothing follows from it for the status. */
  | { readonly kind: 'body' }

/** An object that a handler is given and mutates. */
export interface ResponseObject {
  /** Unique over all frameworks: `express.Response`. */
  readonly id: string
  readonly types: readonly TypeName[]
  /** Parameter (or property) names that mean this object by convention alone. */
  readonly names: readonly string[]
  /** Names that mean it only in a file or package that uses the framework. */
  readonly contextNames?: readonly string[]
  /** Methods of other objects whose value is this object, in a file or package that uses the framework: Nest's `host.switchToHttp().getResponse()`. */
  readonly getters?: readonly string[]
  /** What every object of this kind inherits from: `this` in a function that is put there is the response. */
  readonly prototypes?: readonly ApiPath[]
  readonly methods: Readonly<Record<string, ResponseMethod>>
  readonly properties?: Readonly<Record<string, ResponseProperty>>
  /** Which helper fits; absent: the codemod does not rewrite it (yet). */
  readonly variant?: HelperVariant
  /** The method that adds a header and returns the object, for the form without a helper: `set`. Absent: no such form. */
  readonly headerMethod?: string
  /** Whether `headerMethod` returns the object (chain) or must be a statement of its own. */
  readonly headerMethodChains?: boolean
  /** Servers of every kind hand out this object, or one that has its methods too. */
  readonly isBase?: boolean
  /** What to write, for messages: goes on after "Add ", with code in backticks and without a full stop. */
  readonly form: string
}

/** An expression whose value is a response: `new Response(body, init)`. */
export interface ResponseBuilder {
  readonly api: ApiPath
  readonly status: StatusSource
  readonly headers: readonly HeaderSource[]
  /** Whether the framework throws it away or sends it although the status says otherwise: not a 401. */
  readonly ignored?: boolean
  /** Headers that were set on the response object of the handler before are added to it. */
  readonly keepsHeaders?: boolean
  readonly variant?: HelperVariant
  /** The options argument in which `headers` goes, for the form without a helper. */
  readonly init?: number
  /** The call does not return and no header can be put on it (Next's `unauthorized()`). */
  readonly note?: ReasonCode
  readonly form: string
}

/** A free function that acts on a response object given to it: h3's `setResponseStatus(event, 401)`. */
export interface ResponseFunction {
  readonly api: ApiPath
  /** Position of the response object. */
  readonly object: number
  readonly effect: ResponseMethod
}

/** An exception that the framework turns into a response. */
export interface ExceptionFact {
  readonly api: ApiPath
  readonly status: StatusSource
  readonly headers: readonly HeaderSource[]
  /** `value`: makes an error that must be thrown (or passed on); `throws`: the call itself throws (SvelteKit's `error`). */
  readonly effect: 'value' | 'throws'
  /** With `throws`: only when the argument at this position is falsy (`fastify.assert(user, 401)`). */
  readonly unless?: number
  /** Headers set earlier on the response object survive this exception (measured). */
  readonly keepsHeaders: boolean
  /** The call makes a class of such errors: `const Denied = createError('CODE', 'message', 401)`. */
  readonly makes?: 'class'
  /** Where the codemod may put a headers object: after the last argument, or into the options argument. */
  readonly options?: { readonly argument: number; readonly property: string }
  readonly form: string
  /** Classes that extend it (`class X extends HttpException`) inherit: position of the status in `super(…)`. */
  readonly superStatus?: StatusSource
}

/** Functions of the framework that are given handlers, and where those find the response object. */
export interface HandlerFact {
  /** Method names on any receiver (`get`, `post`, `use`), or the bare name of a function imported from the framework (`createServer`). */
  readonly registrars: readonly string[]
  /** Property names in an options object whose value is a handler: `handler`, `preHandler`. */
  readonly properties?: readonly string[]
  /** Position of the response object among the handler's parameters, by their number; the last entry counts for more. */
  readonly positions: readonly (number | undefined)[]
  /** Id of the response object. */
  readonly object: string
  /** A string (path) must come first, or it is no registration: keeps `map.get(fn)` out. */
  readonly needsPath?: boolean
  /** The first argument must be one of these strings: `addHook('onRequest', …)`, `server.on('request', …)`. */
  readonly events?: readonly string[]
  /** `this` of the handler is the response object: `decorateReply('deny', function () { this.code(401) })`. */
  readonly bindsThis?: boolean
}

/**
 * Where a project changes many responses at one place: error handlers, response hooks. A challenge that is put on 401s
 * there makes the sites right. Reached like a handler; `exports` when a file of that name exports it by convention.
 */
export interface CentralFact {
  readonly registrars?: readonly string[]
  /** The first argument must be one of these strings: `addHook('onSend', …)`. */
  readonly events?: readonly string[]
  /** Property names in an options object whose value is the function: `onError`, `responseMeta`. */
  readonly properties?: readonly string[]
  /** Methods of a class that implements this type: Nest's `ExceptionFilter.catch`. */
  readonly implementations?: { readonly type: TypeName; readonly method: string }
  /** Decorator of that class which names the classes of errors it is for: Nest's `@Catch(Denied)`. */
  readonly catches?: string
  readonly file?: { readonly path: RegExp; readonly exports: readonly string[] }
  /** It counts only with this many parameters (Express: four make an error handler). */
  readonly parameters?: number
  /** Position of the response object; absent: it is reached otherwise, or the function returns a response. */
  readonly position?: number
  readonly object?: string
  /** Position of the error. */
  readonly error?: number
  /** `errors`: only what was thrown; `responses`: everything that leaves. */
  readonly sees: 'errors' | 'responses'
  /** The function's value: a response, or an options object whose `headers` are put on it (`responseMeta`). Absent: the value means nothing. */
  readonly returns?: 'response' | 'headers-property'
  /** Headers on the error object are lost unless this function copies them. */
  readonly dropsErrorHeaders?: boolean
  /** With `headers-property`: only a plain object there is read, a `Headers` is taken for an empty one. */
  readonly plainHeaders?: boolean
}

/** How the framework answers an error that a handler throws, when nothing of the project handles it. */
export interface ThrownErrorFact {
  /** Properties of the error that become the status, first one present wins; empty: every such error is a 500. */
  readonly status: readonly string[]
  /** Names of the libraries of errors (their files of facts) whose errors keep their status all the same. */
  readonly libraries?: readonly string[]
  /** A response that is thrown is no answer either: a 500. */
  readonly losesResponses?: boolean
  /** Property whose entries are sent as headers. */
  readonly headers?: string
  /** Headers set earlier on the response object survive. */
  readonly keepsHeaders: boolean
  /** An error without a status of its own leaves with the one that was set on the response object before, if that is an error's. */
  readonly keepsStatus?: boolean
}

/** Functions that a file exports by convention: Next's `pages/api/*`, route handlers. */
export interface FileFact {
  /** Tested against the path with `/` separators. */
  readonly path: RegExp
  readonly exports: readonly string[]
  /** Position of the response object among the parameters, if the handler is given one. */
  readonly position?: number
  readonly object?: string
}

/**
 * Files whose functions run by convention before the routes of an application: all of them, or those that the file names.
 * A path is that of the file in its package, with `/` separators.
 */
export interface FrontFact {
  /** One of these is among the dependencies of the package. */
  readonly packages: readonly string[]
  /** The paths of such files. The first group is the folder of the application with its last slash, and may be empty. */
  readonly file: RegExp
  readonly exports: readonly string[]
  /** The paths of its routes in that folder. The group that is there is the part which makes the address; without one it is the root. */
  readonly routes: RegExp
  /** Where the file names the addresses before which it runs: a member of an export, a pattern each or objects that hold one. */
  readonly matcher?: { readonly export: string; readonly member: string; readonly pattern: string }
  /** Members of the request, or of its URL, that hold the path. */
  readonly pathNames: readonly string[]
}

/** Expressions and calls that hold the authenticated caller. */
export interface PrincipalNames {
  /** `req.user`, `res.locals.user`; the first part is the request, response or context object under any name. */
  readonly paths?: readonly string[]
  /** Functions whose result is the caller or nothing: `getServerSession`, `auth`. */
  readonly functions?: readonly ApiPath[]
  /** Calls on the context: `c.get('user')`. */
  readonly getters?: readonly string[]
}

/**
 * Modules that answer with a document: the framework then drops the headers of the responses that their handlers return or throw, and
 * sends those that another export hands on.
 */
export interface DocumentFact {
  /** A module that exports one of these is a route. */
  readonly handlers: readonly string[]
  /** A route that exports one of these answers with a document. */
  readonly components: readonly string[]
  /** The export that hands headers on. */
  readonly headers: string
  /** What is thrown is answered by the nearest route that exports this, or by the root, and by the `headers` of that one. */
  readonly boundary: string
  /** The root, by its file name without the extension, in a folder above. */
  readonly root: string
  readonly form: string
}

/**
 * A line of releases that differs from the others of its framework. The lines exclude each other, and one of them is always in use;
 * what is said outside of them holds for all.
 */
export interface ReleaseLine {
  /** For people: `h3 1`. */
  readonly title: string
  /**
   * The releases that belong to it: ranges of npm by package, the one that tells most first. All lines name the same packages in
   * one order; a package that one leaves out belongs to the others.
   */
  readonly releases: Readonly<Record<string, string>>
  /** What differs, for people: sentences with code in backticks. */
  readonly differs: readonly string[]
  /** Lists are added to those of the framework, everything else takes the place of what it says. */
  readonly facts: LineFacts
}

export interface LineFacts {
  readonly builders?: readonly ResponseBuilder[]
  readonly functions?: readonly ResponseFunction[]
  readonly exceptions?: readonly ExceptionFact[]
  readonly files?: readonly FileFact[]
  readonly central?: readonly CentralFact[]
  readonly thrown?: ThrownErrorFact
  readonly returnedResponseKeepsHeaders?: boolean
  /** Methods and properties of objects that the framework states, by their id. */
  readonly objects?: Readonly<Record<string, Partial<Pick<ResponseObject, 'methods' | 'properties'>>>>
}

export interface Framework {
  /** File name and identifier. */
  readonly name: string
  /** For people. */
  readonly title: string
  /** Exact npm names that show a file or a package to use it. */
  readonly packages: readonly string[]
  /** Versions on which the tests measure the facts. */
  readonly measured: string
  /** Older releases that answered the tables of the tests in the same way, or how not; measured once. */
  readonly alike?: string
  readonly objects?: readonly ResponseObject[]
  readonly builders?: readonly ResponseBuilder[]
  readonly functions?: readonly ResponseFunction[]
  readonly exceptions?: readonly ExceptionFact[]
  readonly handlers?: readonly HandlerFact[]
  readonly files?: readonly FileFact[]
  readonly documents?: DocumentFact
  readonly fronts?: readonly FrontFact[]
  readonly central?: readonly CentralFact[]
  readonly lines?: readonly ReleaseLine[]
  readonly thrown?: ThrownErrorFact
  /** A web `Response` that a handler returns leaves with the headers that were set on the response object before. */
  readonly returnedResponseKeepsHeaders?: boolean
  /** Methods that reject with an error which carries a status, on whatever object: `await request.jwtVerify()`. */
  readonly rejections?: readonly { readonly method: RegExp; readonly status: number }[]
  /** Errors of the ecosystem by their `name`, with the status that they carry. */
  readonly namedErrors?: Readonly<Record<string, number>>
  readonly principals?: PrincipalNames
  /** Wrappers, hooks and decorators of this framework's ecosystem that answer 401 themselves with a correct challenge. */
  readonly challengers?: readonly ApiPath[]
  /** Middleware, hooks, guards and decorators that let only a known caller through. */
  readonly authenticators?: readonly ApiPath[]
}

/** Types a file of facts without widening it. */
export function defineFramework<const T extends Framework>(facts: T): T {
  return facts
}

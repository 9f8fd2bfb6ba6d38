import type { ApiPath } from './define.js'

/** An option with which a library puts a challenge of its own on every 401, and what it sends when no realm is given. */
export interface ChallengeOption {
  readonly api: ApiPath
  /** Position of the options argument. */
  readonly argument: number
  /** The API is handed to this method, with its options: `fastify.register(plugin, options)`. */
  readonly registeredBy?: string
  /** The option that turns the challenge on. */
  readonly option: string
  /** Where the realm is given, from the options argument. */
  readonly realm: readonly string[]
  /** What goes on the wire without one. */
  readonly sent: string
}

/** A call whose arguments become a challenge: the scheme, then parameters, then `error="<message>"`. */
export interface ChallengeCall {
  readonly api: ApiPath
  readonly message: number
  /** The scheme, or a list of whole challenges. */
  readonly scheme: number
  /** An object of parameters, or text that is put after the scheme as it is. */
  readonly attributes: number
}

const EXPRESS_BASIC_AUTH = { argument: 0, option: 'challenge', realm: ['realm'], sent: 'Basic' } as const
const FASTIFY_BASIC_AUTH = {
  argument: 1,
  registeredBy: 'register',
  option: 'authenticate',
  realm: ['authenticate', 'realm'],
  sent: 'Basic charset="UTF-8"',
} as const

/** express-basic-auth 1.2.1; @fastify/basic-auth 6.3.0 and its predecessor. */
export const challengeOptions: readonly ChallengeOption[] = [
  { api: { modules: ['express-basic-auth'], name: 'default' }, ...EXPRESS_BASIC_AUTH },
  { api: { modules: ['@fastify/basic-auth', 'fastify-basic-auth'], name: 'default' }, ...FASTIFY_BASIC_AUTH },
  { api: { modules: ['@fastify/basic-auth'], name: 'fastifyBasicAuth' }, ...FASTIFY_BASIC_AUTH },
]

const BOOM = { message: 0, scheme: 1, attributes: 2 } as const

/** @hapi/boom 10.0.1. A message becomes the `error` parameter; without a scheme there is no challenge. */
export const challengeCalls: readonly ChallengeCall[] = [
  { api: { modules: ['@hapi/boom', 'boom'], name: 'unauthorized' }, ...BOOM },
  { api: { modules: ['@hapi/boom', 'boom'], name: 'default', members: ['unauthorized'] }, ...BOOM },
]

/** A method of the library's own classes, whose text argument is sent as a challenge on a 401. */
export interface ChallengeMethod {
  /** A file of such a class imports one of these. */
  readonly modules: readonly string[]
  readonly name: string
  readonly challenge: number
  /** Position of a status; with another one than 401 the text is not sent. */
  readonly status: number
}

/** passport 0.7.0, the same since 0.1: every challenge that is text becomes a field line of WWW-Authenticate when no strategy succeeds. */
export const challengeMethods: readonly ChallengeMethod[] = [
  {
    modules: [
      'passport',
      'passport-strategy',
      'passport-custom',
      'passport-http',
      'passport-http-bearer',
      'passport-jwt',
      'passport-local',
      'passport-oauth2',
      '@nestjs/passport',
    ],
    name: 'fail',
    challenge: 0,
    status: 1,
  },
]

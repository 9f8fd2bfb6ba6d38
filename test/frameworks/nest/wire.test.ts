import 'reflect-metadata'
import {
  Catch,
  Controller,
  ForbiddenException,
  Get,
  HttpException,
  HttpStatus,
  Logger,
  Module,
  Req,
  Res,
  UnauthorizedException,
  UseFilters,
  UseGuards,
  type ArgumentsHost,
  type CanActivate,
  type ExceptionFilter,
  type INestApplication,
  type Type,
} from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import { FastifyAdapter } from '@nestjs/platform-fastify'
import { describe, test } from 'vitest'
import { nest as facts } from '../../../src/frameworks/nest.js'
import { asFunction, callMethod } from '../support/call.js'
import { describeRows, evaluate, expectRow, Measured, quiet } from '../support/table.js'
import { ask, portOf, type Answer } from '../support/wire.js'
import { rows } from './rows.js'

quiet()
Logger.overrideLogger(false)
const measured = new Measured(facts)
const scope = { ForbiddenException, HttpException, HttpStatus, UnauthorizedException }

type Handler = (...args: readonly unknown[]) => unknown
type Create = (module: Type) => Promise<INestApplication>

const PLATFORMS: readonly (readonly [string, Create])[] = [
  ['Express', (module) => NestFactory.create(module)],
  ['Fastify', (module) => NestFactory.create(module, new FastifyAdapter())],
]

/** Decorators are called as functions: the tests need no compiler for them. */
async function serve(
  create: Create,
  handler: Handler,
  decorate: (target: object, method: PropertyDescriptor) => void = () => undefined,
): Promise<Answer> {
  class Target {
    handler(req: unknown, res: unknown): unknown {
      return handler(req, res)
    }
  }
  const method = Object.getOwnPropertyDescriptor(Target.prototype, 'handler') ?? {}
  Get()(Target.prototype, 'handler', method)
  Req()(Target.prototype, 'handler', 0)
  Res()(Target.prototype, 'handler', 1)
  decorate(Target.prototype, method)
  Controller()(Target)
  class Root {
    readonly name = 'root'
  }
  Module({ controllers: [Target] })(Root)
  const app = await create(Root)
  try {
    await app.listen(0, '127.0.0.1')
    return await ask(portOf(app.getHttpServer()))
  } finally {
    await app.close()
  }
}

for (const [name, create] of PLATFORMS) {
  describeRows(`NestJS 11.2.10 on ${name}`, rows, measured, (code) => {
    const object = evaluate(`{ ${code} }`, scope)
    return serve(
      create,
      asFunction(typeof object === 'object' && object !== null ? Reflect.get(object, 'handler') : undefined),
    )
  })

  describe(`NestJS on ${name}`, () => {
    class AddsChallenge implements ExceptionFilter<HttpException> {
      catch(exception: HttpException, host: ArgumentsHost): void {
        const response = host.switchToHttp().getResponse<object>()
        callMethod(response, 'header', 'WWW-Authenticate', 'Bearer')
        const sent = callMethod(response, 'status', exception.getStatus())
        if (typeof sent === 'object' && sent !== null) callMethod(sent, 'send', {})
      }
    }
    Catch(HttpException)(AddsChallenge)

    test(measured.by('an exception filter adds the header', 'central ExceptionFilter.catch'), async () => {
      const answer = await serve(
        create,
        () => {
          throw new UnauthorizedException()
        },
        (target, method) => {
          UseFilters(AddsChallenge)(target, 'handler', method)
        },
      )
      expectRow(answer, { status: 401, challenge: 'Bearer' }, measured)
    })

    test('a guard that returns false is a 403', async () => {
      class Never implements CanActivate {
        canActivate(): boolean {
          return false
        }
      }
      const answer = await serve(
        create,
        () => 'open',
        (target, method) => {
          UseGuards(Never)(target, 'handler', method)
        },
      )
      expectRow(answer, { status: 403 }, measured)
    })
  })
}

/** What a filter does with `host.switchToHttp().getResponse()`; the object is the platform's own. */
const ANSWERS: readonly (readonly [
  platform: 'Express' | 'Fastify' | 'both',
  code: string,
  names: readonly string[],
  status: number,
  challenge?: string,
])[] = [
  ['both', '(response) => response.status(401).send({})', ['status', 'send'], 401],
  [
    'both',
    "(response) => response.status(401).header('WWW-Authenticate', 'Bearer').send({})",
    ['header'],
    401,
    'Bearer',
  ],
  ['both', '(response) => { response.statusCode = 401; response.send({}) }', ['.statusCode'], 401],
  ['Express', '(response) => response.status(401).json({})', ['json'], 401],
  ['Express', '(response) => response.status(401).end()', ['end'], 401],
  ['Express', '(response) => response.sendStatus(401)', ['sendStatus'], 401],
  ['Express', "(response) => response.set({ 'WWW-Authenticate': 'Bearer' }).sendStatus(401)", ['set'], 401, 'Bearer'],
  [
    'Express',
    "(response) => response.setHeader('WWW-Authenticate', 'Bearer').sendStatus(401)",
    ['setHeader'],
    401,
    'Bearer',
  ],
  ['Express', "(response) => response.redirect(401, '/login')", ['redirect'], 401],
  ['Express', "(response) => response.status(401).redirect('/login')", ['redirect'], 302],
  ['Fastify', '(response) => response.code(401).send({})', ['code'], 401],
  [
    'Fastify',
    "(response) => response.code(401).headers({ 'WWW-Authenticate': 'Bearer' }).send({})",
    ['headers'],
    401,
    'Bearer',
  ],
]

describe('the response of an ExceptionFilter', () => {
  for (const [platform, code, names, status, challenge] of ANSWERS) {
    const facts = names.map((name) => (name.startsWith('.') ? `nest.Response${name}` : `nest.Response#${name}`))
    for (const [name, create] of PLATFORMS.filter(([one]) => platform === 'both' || platform === one)) {
      test(measured.by(`${name}: ${code}`, ...facts), async () => {
        class Answers implements ExceptionFilter {
          catch(_exception: unknown, host: ArgumentsHost): void {
            asFunction(evaluate(code, {}))(host.switchToHttp().getResponse())
          }
        }
        Catch()(Answers)
        const answer = await serve(
          create,
          () => {
            throw new Error('no')
          },
          (target, method) => {
            UseFilters(Answers)(target, 'handler', method)
          },
        )
        expectRow(answer, { status, ...(challenge === undefined ? {} : { challenge }) }, measured)
      })
    }
  }

  test(measured.by('app.use((req, res, next) => …) on Express', 'handler use'), async () => {
    class Root {
      readonly name = 'root'
    }
    Module({})(Root)
    const app = await NestFactory.create(Root)
    app.use((_req: unknown, res: object) => callMethod(res, 'sendStatus', 401))
    await app.listen(0, '127.0.0.1')
    try {
      expectRow(await ask(portOf(app.getHttpServer())), { status: 401 }, measured)
    } finally {
      await app.close()
    }
  })
})

measured.expectAll()

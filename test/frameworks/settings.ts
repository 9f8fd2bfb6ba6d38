import { join } from 'node:path'
import { rows as boom } from './boom/rows.js'
import { onlyOn12, onlyOn14, rows as elysia } from './elysia/rows.js'
import { onlyOn4, onlyOn5, rows as express } from './express/rows.js'
import { rows as fastify } from './fastify/rows.js'
import { onlyOn1, onlyOn2, rows as h3 } from './h3/rows.js'
import { rows as hapi } from './hapi/rows.js'
import { onlyNew, onlyOld, rows as hono } from './hono/rows.js'
import { rows as httpErrors } from './http-errors/rows.js'
import { rows as koa } from './koa/rows.js'
import { rows as nest } from './nest/rows.js'
import { pagesRows, routeRows, rows as next } from './next/rows.js'
import { rows as node } from './node/rows.js'
import { onlyReactRouter, onlyRemix, rows as remix } from './remix/rows.js'
import type { Row } from './support/table.js'
import { VIRTUAL } from './support/typed.js'
import { rows as sveltekit, rowsOfOne } from './sveltekit/rows.js'
import { rows as trpc } from './trpc/rows.js'
import { rows as web } from './web/rows.js'

/** How a row's handler stands in a file of its framework. */
interface Setting {
  readonly rows: readonly Row[]
  /** What the package depends on, where releases differ. Absent: it says nothing, and the rows hold in every release. */
  readonly dependencies?: Readonly<Record<string, string>>
  readonly path?: string
  readonly file: (code: string) => string
}

const ERRORS =
  "import createError, { Forbidden, Unauthorized } from 'http-errors'\nimport Boom, { Boom as BoomError, boomify, forbidden, unauthorized } from '@hapi/boom'\n"
const NAMED_ERRORS = "import createError from 'http-errors'\nimport Boom from '@hapi/boom'\n"
const H3 = `import {
  appendHeader, appendHeaders, appendResponseHeader, appendResponseHeaders, createError, defineEventHandler, HTTPError, HTTPResponse, send,
  sendError, sendNoContent, sendRedirect, setHeader, setHeaders, setResponseHeader, setResponseHeaders, setResponseStatus,
} from 'h3'\n`

const expressFile = (code: string) =>
  `import express from 'express'\n${ERRORS}const app = express()\napp.get('/', ${code})\n`
const svelteFile = (code: string) => `import { error, json, text } from '@sveltejs/kit'\nexport const GET = ${code}\n`
const h3File = (code: string) => `${H3}export default defineEventHandler(${code})\n`
const honoFile = (code: string) =>
  `import { Hono } from 'hono'\nimport { HTTPException } from 'hono/http-exception'\n${ERRORS}const app = new Hono()\napp.get('/', ${code})\n`

/** Every framework's rows, and the file in which they are read. */
const SETTINGS: Readonly<Record<string, Setting>> = {
  express: { rows: express, file: expressFile },
  'express 4': { rows: [...express, ...onlyOn4], dependencies: { express: '^4.18.0' }, file: expressFile },
  'express 5': { rows: [...express, ...onlyOn5], dependencies: { express: '^5.0.0' }, file: expressFile },
  fastify: {
    rows: fastify,
    file: (code) =>
      `import Fastify from 'fastify'\nimport fastifyError from '@fastify/error'\nimport sensible from '@fastify/sensible'\n${ERRORS}const fastify = Fastify()\nawait fastify.register(sensible)\nfastify.get('/', ${code})\n`,
  },
  node: { rows: node, file: (code) => `import { createServer } from 'node:http'\ncreateServer(${code})\n` },
  hono: { rows: hono, file: honoFile },
  'hono before 4.7.11': { rows: [...hono, ...onlyOld], dependencies: { hono: '~4.6.0' }, file: honoFile },
  'hono from 4.7.11 on': { rows: [...hono, ...onlyNew], dependencies: { hono: '^4.8.0' }, file: honoFile },
  koa: { rows: koa, file: (code) => `import Koa from 'koa'\n${ERRORS}const app = new Koa()\napp.use(${code})\n` },
  h3: { rows: h3, file: h3File },
  'h3 1': { rows: [...h3, ...onlyOn1], dependencies: { h3: '^1.8.0' }, file: h3File },
  'h3 2': { rows: [...h3, ...onlyOn2], dependencies: { h3: '2.0.1-rc.5' }, file: h3File },
  hapi: {
    rows: hapi,
    file: (code) =>
      `import Hapi from '@hapi/hapi'\n${ERRORS}const server = Hapi.server()\nserver.route({ method: 'GET', path: '/', handler: ${code} })\n`,
  },
  boom: {
    rows: boom,
    file: (code) =>
      `import Hapi from '@hapi/hapi'\n${ERRORS}const server = Hapi.server()\nserver.route({ method: 'GET', path: '/', handler: ${code} })\n`,
  },
  'http-errors': {
    rows: httpErrors,
    file: (code) => `import express from 'express'\n${ERRORS}const app = express()\napp.get('/', ${code})\n`,
  },
  next: {
    rows: next,
    path: 'app/api/route.ts',
    file: (code) => `import { NextResponse } from 'next/server'\nexport const GET = ${code}\n`,
  },
  'next routes': {
    rows: routeRows,
    path: 'app/api/route.ts',
    file: (code) =>
      `import { forbidden, unauthorized } from 'next/navigation'\nimport { NextResponse } from 'next/server'\n${NAMED_ERRORS}export const GET = ${code}\n`,
  },
  'next Pages API': {
    rows: pagesRows,
    path: 'pages/api/session.ts',
    file: (code) => `const handler = ${code}\nexport default handler\n`,
  },
  nest: {
    rows: nest,
    path: 'src/it.controller.ts',
    file: (code) =>
      `import { Controller, ForbiddenException, Get, HttpException, HttpStatus, Req, Res, UnauthorizedException } from '@nestjs/common'
@Controller()
export class It {
  @Get() ${code.replace('(req, res)', '(@Req() req, @Res() res)')}
}\n`,
  },
  'sveltekit 1': {
    rows: rowsOfOne,
    dependencies: { '@sveltejs/kit': '^1.30.0' },
    path: 'src/routes/it/+server.ts',
    file: svelteFile,
  },
  'sveltekit 2': {
    rows: sveltekit,
    dependencies: { '@sveltejs/kit': '^2.0.0' },
    path: 'src/routes/it/+server.ts',
    file: svelteFile,
  },
  remix: {
    rows: [...remix, ...onlyRemix],
    path: 'app/routes/it.ts',
    file: (code) => `import { data, json, redirect } from '@remix-run/node'\nexport const loader = ${code}\n`,
  },
  'react-router': {
    rows: [...remix, ...onlyReactRouter],
    path: 'app/routes/it.ts',
    file: (code) => `import { data, redirect } from 'react-router'\nexport const loader = ${code}\n`,
  },
  trpc: {
    rows: trpc,
    file: (code) =>
      `import { initTRPC, TRPCError } from '@trpc/server'\nconst t = initTRPC.create()\nexport const router = t.router({ it: t.procedure.query(${code}) })\n`,
  },
  elysia: {
    rows: [...elysia, ...onlyOn12, ...onlyOn14],
    file: (code) =>
      `import { Elysia, error as failed, status as sent } from 'elysia'\nexport const app = new Elysia().get('/', ${code})\n`,
  },
  web: { rows: web, file: (code) => `export const GET = ${code}\n` },
}

/** What the wire says a rule should see: a 401 that carries no challenge. */
export function isBareOnTheWire(row: Row): boolean {
  const lines = typeof row.challenge === 'string' ? [row.challenge] : (row.challenge ?? [])
  const bare = row.status === 401 && lines.every((line) => line === '' || line === 'undefined')
  return row.differs === undefined ? bare : !bare
}

/** Each row in its file: `path` for reading it alone, `typedPath` below the installed packages. */
export const settingCases = Object.entries(SETTINGS).flatMap(
  ([name, { rows, dependencies, path = 'src/server.js', file }]) =>
    rows.map((row, index) => ({
      name,
      row,
      /** Whether the manifest says which releases are meant. */
      isVersioned: dependencies !== undefined,
      manifest: JSON.stringify({ name: 'app', dependencies: dependencies ?? {} }),
      title: `${row.code.replaceAll(/\s+/gu, ' ')} -> ${isBareOnTheWire(row) ? '401 without a challenge' : 'nothing'}${
        row.differs === undefined ? '' : `  (unlike the wire: ${row.differs})`
      }`,
      text: file(row.code),
      path: join('/project', path),
      typedPath: join(VIRTUAL, `${name.replaceAll(' ', '-')}-${index}`, path.replace(/\.js$/u, '.ts')),
      typedManifest: join(VIRTUAL, `${name.replaceAll(' ', '-')}-${index}`, 'package.json'),
    })),
)

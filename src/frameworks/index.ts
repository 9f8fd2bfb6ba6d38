import { boom } from './boom.js'
import type { Framework } from './define.js'
import { elysia } from './elysia.js'
import { express } from './express.js'
import { fastify } from './fastify.js'
import { h3 } from './h3.js'
import { hapi } from './hapi.js'
import { hono } from './hono.js'
import { httpErrors } from './http-errors.js'
import { koa } from './koa.js'
import { nest } from './nest.js'
import { next } from './next.js'
import { node } from './node.js'
import { remix } from './remix.js'
import { sveltekit } from './sveltekit.js'
import { trpc } from './trpc.js'
import { web } from './web.js'

/**
 * Every framework that the analysis knows, in the order in which a conventional name is resolved when nothing else decides:
 * the common ones first, then those whose names count only where they are used, errors and the runtime's own objects last.
 */
export const frameworks: readonly Framework[] = [
  express,
  fastify,
  next,
  hono,
  koa,
  nest,
  sveltekit,
  remix,
  h3,
  hapi,
  trpc,
  elysia,
  httpErrors,
  boom,
  node,
  web,
]

import type { Framework } from './define.js'
import { express } from './express.js'
import { fastify } from './fastify.js'
import { next } from './next.js'
import { node } from './node.js'
import { web } from './web.js'

/** Every framework that the analysis knows, in the order in which a conventional name is resolved when nothing else decides. */
export const frameworks: readonly Framework[] = [express, fastify, next, node, web]

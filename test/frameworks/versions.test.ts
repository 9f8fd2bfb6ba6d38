import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { frameworks } from '../../src/frameworks/index.js'

/** Installed packages whose versions the facts of a framework name. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  express: ['express', 'express4'],
  fastify: ['fastify', '@fastify/sensible'],
  next: ['next'],
  hono: ['hono', 'hono46'],
  koa: ['koa'],
  nest: ['@nestjs/core'],
  sveltekit: ['@sveltejs/kit', 'sveltekit1'],
  remix: ['react-router', '@remix-run/node'],
  h3: ['h3', 'h3v1'],
  hapi: ['@hapi/hapi'],
  trpc: ['@trpc/server', 'trpc10'],
  elysia: ['elysia', 'elysia12'],
  'http-errors': ['http-errors'],
  boom: ['@hapi/boom'],
  // Part of the runtime: they name the oldest one that is supported.
  node: [],
  web: [],
}

function installed(name: string): string {
  const file = fileURLToPath(new URL(`../../node_modules/${name}/package.json`, import.meta.url))
  const facts: unknown = JSON.parse(readFileSync(file, 'utf8'))
  if (typeof facts !== 'object' || facts === null || !('version' in facts))
    throw new TypeError(`${name} has no version`)
  return String(facts.version)
}

test.each(frameworks.map(({ name, measured }) => [name, measured] as const))(
  '%s: the facts name the versions that the tests run',
  (name, measured) => {
    const packages = PACKAGES[name]
    expect(packages).toBeDefined()
    for (const version of packages?.map(installed) ?? []) expect(measured).toContain(version)
  },
)

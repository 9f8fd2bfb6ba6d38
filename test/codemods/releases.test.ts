import { expect, test } from 'vitest'
import { makeProject } from './support/project.js'

const package_ = (dependencies: object): string => JSON.stringify({ name: 'app', dependencies })
const THROW = `import { createError, defineEventHandler } from 'h3'
export default defineEventHandler(() => {
  throw createError({ statusCode: 401 })
})
`

/** What becomes of a file, and why its places are left. */
async function fixed(dependencies: object, file: string, text: string) {
  const project = makeProject({ 'package.json': package_(dependencies), [file]: text })
  const { leaves } = await project.run({ write: true })
  const left = leaves.map(({ code }) => code)
  return { text: project.read(file), left }
}

test('headers are put on an error of h3 2', async () => {
  const { text } = await fixed({ h3: '^2.0.0' }, 'routes/me.ts', THROW)
  expect(text).toContain('createError({ headers: challengeHeaders(), statusCode: 401 })')
})

test.each([
  ['h3 1 drops them', { h3: '^1.15.0' }, 'thrown-401'],
  ['Nuxt 4 is on h3 1', { nuxt: '4.2.0', h3: '*' }, 'thrown-401'],
  ['the release is not known', { h3: '*' }, 'version-unknown'],
])('they are not where %s', async (_title, dependencies, reason) => {
  expect(await fixed(dependencies, 'routes/me.ts', THROW)).toEqual({ text: THROW, left: [reason] })
})

const LOADER = "export const loader = () => new Response('no', { status: 401 })\n"
const PAGE = 'export default function Page() { return null }\n'
const ROUTER = { 'react-router': '^7.0.0' }

test('a response of a resource route is wrapped, one of a route with a component is left', async () => {
  const resource = await fixed(ROUTER, 'app/routes/me.ts', LOADER)
  expect(resource.text).toContain("withChallenge(new Response('no', { status: 401 }))")
  expect(await fixed(ROUTER, 'app/routes/me.tsx', LOADER + PAGE)).toEqual({
    text: LOADER + PAGE,
    left: ['document-route'],
  })
})

test('where the route hands its headers on, it is wrapped', async () => {
  const handsOn = 'export const headers = ({ loaderHeaders }) => loaderHeaders\n'
  const { text } = await fixed(ROUTER, 'app/routes/me.tsx', LOADER + PAGE + handsOn)
  expect(text).toContain('withChallenge(new Response(')
})

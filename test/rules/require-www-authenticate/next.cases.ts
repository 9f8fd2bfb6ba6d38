import { manifest } from '../../support/project.js'
import type { Case } from './cases.js'

const at = (file: string, text: string, others: Case['files'] = {}): Case['files'] => ({
  'package.json': manifest('next', 'react'),
  [file]: text,
  ...others,
})
const route = (text: string, others: Case['files'] = {}): Case['files'] =>
  at('app/api/me/route.ts', `import { NextResponse } from 'next/server'\n${text}`, others)

export const nextCases: readonly Case[] = [
  {
    name: 'NextResponse.json',
    files: route(`export async function GET() {
  return NextResponse.json({ error: 'no' }, { status: 401 }) // !
}`),
  },
  {
    name: 'an init over lines',
    files: route(`export const GET = async () =>
  NextResponse.json(
    { error: 'no' },
    {
      status: 401, // !
    },
  )`),
  },
  {
    name: 'new NextResponse, new Response, Response.json',
    files: route(`export const GET = () => new NextResponse('no', { status: 401 }) // !
export const POST = () => new Response('no', { status: 401 }) // !
export const PUT = () => Response.json({}, { status: 401 }) // !`),
  },
  {
    name: 'other headers',
    files: route(
      `export const GET = () => new Response('no', { status: 401, headers: { 'Content-Type': 'text/plain' } }) // !`,
    ),
  },
  {
    name: 'an init in a variable',
    files: route(`const init = { status: 401 }
export const GET = () => new Response('no', init) // !`),
  },
  {
    name: 'a rewrite',
    files: route(
      `export const GET = (request) => NextResponse.rewrite(new URL('/no', request.url), { status: 401 }) // !`,
    ),
  },
  {
    name: 'the interrupt of next/navigation',
    files: route(`import { unauthorized } from 'next/navigation'
export const GET = () => unauthorized() // !`),
  },
  {
    name: 'a helper of another file, once',
    files: route(
      `import { unauthorized } from '../../lib/responses'
export const GET = () => unauthorized()
export const POST = () => unauthorized()`,
      {
        'app/lib/responses.ts': `export const unauthorized = () => Response.json({ error: 'no' }, { status: 401 }) // !`,
      },
    ),
  },
  {
    name: 'a helper of another file with a status parameter',
    files: route(
      `import { fail } from '@/lib/responses'
export const GET = () => fail('no', 401) // !
export const POST = () => fail('no', 400)`,
      {
        'lib/responses.ts': `export const fail = (error: string, status: number) => Response.json({ error }, { status })`,
      },
    ),
  },
  {
    name: 'a result that a route sends',
    files: route(
      `import { check } from '@/lib/check'
export async function GET(request: Request) {
  const result = await check(request)
  if (!result.ok) return NextResponse.json({ error: result.error }, { status: result.status })
  return NextResponse.json(result.user)
}`,
      {
        'lib/check.ts': `export async function check(request: Request) {
  if (!request.headers.get('authorization')) return { ok: false, status: 401, error: 'no' } // !
  return { ok: true, user: {} }
}`,
      },
    ),
  },
  {
    name: 'a result that nobody sends',
    files: route(
      `import { check } from '@/lib/check'
export async function GET(request: Request) {
  const result = await check(request)
  return NextResponse.json(result)
}`,
      {
        'lib/check.ts': `export async function check(request: Request) {
  return { ok: false, status: 401, error: 'no' }
}`,
      },
    ),
  },
  {
    name: 'a Pages API route',
    files: at(
      'pages/api/me.ts',
      `export default function handler(req, res) {
  if (req.method !== 'GET') return res.status(405).end()
  return res.status(401).json({ error: 'no' }) // !
}`,
    ),
  },
  {
    name: 'a typed Pages API helper',
    files: at(
      'lib/guard.ts',
      `import type { NextApiRequest, NextApiResponse } from 'next'
export async function guard(req: NextApiRequest, out: NextApiResponse) {
  out.status(401).json({ error: 'no' }) // !
}`,
    ),
  },
  {
    name: 'a proxy',
    files: at(
      'proxy.ts',
      `import { NextResponse } from 'next/server'
export function proxy() {
  return new NextResponse('no', { status: 401 }) // !
}`,
    ),
  },

  {
    name: 'headers in every form',
    files: route(`const headers = new Headers({ 'WWW-Authenticate': 'Bearer' })
const shared = { 'WWW-Authenticate': 'Bearer' }
const ask = () => ({ 'WWW-Authenticate': 'Bearer' })
export const GET = () => new Response('no', { status: 401, headers: { 'WWW-Authenticate': 'Bearer' } })
export const POST = () => new Response('no', { status: 401, headers: [['www-authenticate', 'Bearer']] })
export const PUT = () => new Response('no', { status: 401, headers })
export const PATCH = () => new Response('no', { status: 401, headers: { ...shared, 'X-Other': '1' } })
export const DELETE = () => new Response('no', { headers: ask(), status: 401 })`),
  },
  {
    name: 'headers set on the response',
    files: route(`export async function GET() {
  const response = NextResponse.json({}, { status: 401 })
  response.headers.set('WWW-Authenticate', 'Bearer')
  return response
}`),
  },
  {
    name: 'a wrapper of the project',
    files: route(`const ask = (response) => { response.headers.set('WWW-Authenticate', 'Bearer'); return response }
export const GET = () => ask(NextResponse.json({}, { status: 401 }))`),
  },
  { name: 'a status that Next ignores', files: route(`export const GET = () => NextResponse.next({ status: 401 })`) },
  {
    name: 'components and clients',
    files: at(
      'app/page.tsx',
      `export default function Page() {
  const load = async () => { const response = await fetch('/api/me'); if (response.status === 401) location.href = '/login' }
  return <button onClick={load}>{401}</button>
}`,
    ),
  },
]

import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import { analyseFile, createWorkspace, parseFile } from '../../../src/analysis/index.js'
import type { ChallengeSite } from '../../../src/model/strings.js'

/** The challenge sites of the first file; the others are what it can import. */
function sitesOf(...files: readonly (readonly [path: string, text: string])[]): readonly ChallengeSite[] {
  const disk = new Map(files)
  const workspace = createWorkspace(ts, { readFile: (path) => disk.get(path), listFolders: () => [] })
  const [path = '', text = ''] = files[0] ?? []
  const { challenges, notAnalysed } = analyseFile({ ts, file: parseFile(ts, path, text), path, workspace })
  expect(notAnalysed).toEqual([])
  expect(JSON.parse(JSON.stringify(challenges))).toEqual(challenges)
  return challenges
}

/** Each value as one text, holes as their source. */
function valuesOf(...files: readonly (readonly [path: string, text: string])[]): readonly string[] {
  return sitesOf(...files).map(({ parts = [] }) =>
    parts.map((part) => (part.kind === 'text' ? part.text : `<${part.source}>`)).join(''),
  )
}

const write = (body: string): readonly [string, string] => ['/app/server.ts', body]

describe('the values of an expression', () => {
  test.for<[name: string, body: string, values: readonly string[]]>([
    [
      'a template',
      'res.set("WWW-Authenticate", `Bearer realm="${a}", scope="${b.c}"`)',
      ['Bearer realm="<a>", scope="<b.c>"'],
    ],
    ['a concatenation', `res.set('WWW-Authenticate', 'Basic realm="' + realm + '"')`, ['Basic realm="<realm>"']],
    ['a condition', `res.set('WWW-Authenticate', a ? 'Basic realm="x"' : 'Bearer')`, ['Basic realm="x"', 'Bearer']],
    [
      'a condition in a template',
      'res.set("WWW-Authenticate", `Bearer${a ? ` scope="${a}"` : ""}`)',
      ['Bearer scope="<a>"', 'Bearer'],
    ],
    ['a default', `res.set('WWW-Authenticate', a ?? 'Bearer')`, ['<a>', 'Bearer']],
    ['a default that is never taken', `res.set('WWW-Authenticate', 'Bearer' || a)`, ['Bearer']],
    [
      '+= on a condition',
      `let v = 'Bearer'; if (a) { v += ' x="1"' } res.set('WWW-Authenticate', v)`,
      ['Bearer x="1"', 'Bearer'],
    ],
    [
      '+= on either branch',
      `let v = 'Bearer'; if (a) v += ' x="1"'; else v += ' y="2"'; res.set('WWW-Authenticate', v)`,
      ['Bearer x="1"', 'Bearer y="2"'],
    ],
    [
      '+= in a branch that leaves',
      `let v = 'Bearer'; if (a) { v += ' x'; return } res.set('WWW-Authenticate', v)`,
      ['Bearer'],
    ],
    ['+= after the use', `let v = 'Bearer'; res.set('WWW-Authenticate', v); v += ' x="1"'`, ['Bearer']],
    [
      'a use within the branch',
      `let v = 'Bearer'; if (a) { v += ' x="1"'; res.set('WWW-Authenticate', v) }`,
      ['Bearer x="1"'],
    ],
    [
      'an assignment that uses itself',
      'let v = "Bearer"; v = `${v} x="1"`; res.set("WWW-Authenticate", v)',
      ['Bearer x="1"'],
    ],
    [
      'a declaration without a value',
      `let v; if (a) v = 'Basic realm="x"'; else v = 'Bearer'; res.set('WWW-Authenticate', v)`,
      ['Basic realm="x"', 'Bearer'],
    ],
    [
      'a switch',
      `let v = 'Bearer'; switch (a) { case 1: v += ' x="1"'; break; default: v += ' y="2"' } res.set('WWW-Authenticate', v)`,
      ['Bearer x="1"', 'Bearer y="2"'],
    ],
    [
      'a try',
      `let v = 'Bearer'; try { v += ' x="1"' } catch { v += ' y="2"' } res.set('WWW-Authenticate', v)`,
      ['Bearer x="1"', 'Bearer y="2"'],
    ],
    ['a loop', `let v = 'Bearer'; for (const p of list) v += p; res.set('WWW-Authenticate', v)`, ['<v>']],
    ['a closure', `let v = 'Bearer'; const add = () => { v += ' x' }; add(); res.set('WWW-Authenticate', v)`, ['<v>']],
    ['a use in a closure', `let v = 'Bearer'; v += ' x'; const send = () => res.set('WWW-Authenticate', v)`, ['<v>']],
    [
      'a joined list',
      `res.set('WWW-Authenticate', ['Bearer', 'Basic realm="x"'].join(', '))`,
      ['Bearer, Basic realm="x"'],
    ],
    [
      'a joined list with push',
      `const l = ['realm="x"']; if (a) l.push('scope="y"'); res.set('WWW-Authenticate', 'Bearer ' + l.join(', '))`,
      ['Bearer realm="x", scope="y"', 'Bearer realm="x"'],
    ],
    [
      'a filtered list',
      `res.set('WWW-Authenticate', 'Bearer ' + ['realm="x"', a && 'scope="y"'].filter(Boolean).join(', '))`,
      ['Bearer realm="x"', 'Bearer realm="x", scope="y"'],
    ],
    [
      'a spread on a condition',
      `res.set('WWW-Authenticate', ['Bearer', ...(a ? ['Basic realm="x"'] : [])].join(', '))`,
      ['Bearer, Basic realm="x"', 'Bearer'],
    ],
    [
      'a list of unknown strings',
      `res.set('WWW-Authenticate', 'Bearer ' + parts.join(', '))`,
      ["Bearer <parts.join(', ')>"],
    ],
    [
      'a function',
      'const f = (r: string) => `Basic realm="${r}"`; res.set("WWW-Authenticate", f("x"))',
      ['Basic realm="x"'],
    ],
    [
      'a function with a default',
      `function f(r = 'x') { return 'Basic realm="' + r + '"' } res.set('WWW-Authenticate', f())`,
      ['Basic realm="x"'],
    ],
    [
      'a function with two results',
      `function f(a) { if (a) return 'Bearer'; return 'Basic realm="x"' } res.set('WWW-Authenticate', f(a))`,
      ['Bearer', 'Basic realm="x"'],
    ],
    [
      'a method',
      'class A { readonly realm = "x"; f() { return `Basic realm="${this.realm}"` } g(res) { res.set("WWW-Authenticate", this.f()) } }',
      ['Basic realm="x"'],
    ],
    [
      'a property that changes',
      'class A { realm = "x"; constructor(r) { this.realm = r } g(res) { res.set("WWW-Authenticate", `Basic realm="${this.realm}"`) } }',
      ['Basic realm="<this.realm>"'],
    ],
    ['escape sequences', `res.set('WWW-Authenticate', 'Basic realm=\\'\\x41\\u{42}\\'')`, [`Basic realm='AB'`]],
  ])('%s', ([, body, values]) => {
    expect(valuesOf(write(`function handle(res, a, list, parts) { ${body} }`))).toEqual(values)
  })

  test('a function that calls itself ends somewhere', () => {
    const [value] = valuesOf(write(`function f(a) { return 'Bearer ' + f(a) } res.set('WWW-Authenticate', f(a))`))
    expect(value).toBe('Bearer <f(a)>')
  })

  test('code that doubles itself is given up', () => {
    const names = Array.from(
      { length: 12 },
      (_, index) => `const v${index + 1} = ${Array(20).fill(`v${index}`).join(' + ')}`,
    )
    const [value = ''] = valuesOf(write(`const v0 = 'Basic '\n${names.join('\n')}\nres.set('WWW-Authenticate', v12)`))
    expect(value).toContain('<v')
    const calls = 'function f(a) { return g(a) + g(a) + g(a) }\nfunction g(a) { return f(a) + f(a) + f(a) }'
    expect(valuesOf(write(`${calls}\nres.set('WWW-Authenticate', f(1))`))).toHaveLength(1)
  })

  test('too many values are one unknown', () => {
    const chosen = Array.from({ length: 8 }, (_, index) => `\${p${index} ? 'a' : 'b'}`).join('')
    expect(valuesOf(write(`res.set('WWW-Authenticate', \`Bearer realm="${chosen}"\`)`)).length).toBeLessThanOrEqual(24)
  })
})

describe('other files', () => {
  test('a constant is followed, and stands where it is named', () => {
    const text = `import { CHALLENGE } from './constants'\nexport const deny = (res) => res.set('WWW-Authenticate', CHALLENGE)`
    const [site] = sitesOf(['/app/server.ts', text], ['/app/constants.ts', `export const CHALLENGE = 'Basic realm=x'`])
    const start = text.lastIndexOf('CHALLENGE')
    expect(site?.parts).toEqual([
      { kind: 'text', text: 'Basic realm=x', range: { start, end: start + 9 }, exact: false },
    ])
  })

  test('a function is followed with the arguments of the call', () => {
    const text = `import { challenge } from './auth'\nexport const deny = (res) => res.set('WWW-Authenticate', challenge('expired'))`
    const [site] = sitesOf(
      ['/app/server.ts', text],
      ['/app/auth.ts', 'export function challenge(code) { return `Bearer error="${code}"` }'],
    )
    expect(site?.parts?.map((part) => (part.kind === 'text' ? part.text : ''))).toEqual([
      'Bearer error="',
      'expired',
      '"',
    ])
    const argument = site?.parts?.[1]?.range
    expect(text.slice(argument?.start, argument?.end)).toBe('expired')
  })

  test('the name of the header may be a constant of another file', () => {
    const text = `import { Headers as H } from './names'\nexport const deny = (res) => res.set(H.WWW_AUTHENTICATE, 'Bearer')`
    expect(
      valuesOf(
        ['/app/server.ts', text],
        ['/app/names.ts', `export const Headers = { WWW_AUTHENTICATE: 'WWW-Authenticate' } as const`],
      ),
    ).toEqual(['Bearer'])
  })
})

describe('the response', () => {
  const around = (
    body: string,
  ): Pick<ChallengeSite, 'statuses' | 'withoutCredentials' | 'refusedCredentials'> | undefined => {
    const [site] = sitesOf(
      write(`import express from 'express'\nconst app = express()\napp.use((req, res) => { ${body} })`),
    )
    return (
      site && {
        statuses: site.statuses,
        withoutCredentials: site.withoutCredentials,
        refusedCredentials: site.refusedCredentials ?? false,
      }
    )
  }
  const W = `'WWW-Authenticate', 'Bearer'`

  test.for<[name: string, body: string, statuses: readonly number[]]>([
    ['before in the chain', `res.status(401).set(${W}).end()`, [401]],
    ['after in the chain', `res.set(${W}).sendStatus(403)`, [403]],
    ['the next statement', `res.set(${W}); res.status(401).end()`, [401]],
    ['a returned statement', `res.set(${W}); log(); return res.status(403).json({})`, [403]],
    ['an assignment before', `res.statusCode = 401; res.setHeader(${W}); res.end()`, [401]],
    ['writeHead', `res.writeHead(401, { 'WWW-Authenticate': 'Bearer' })`, [401]],
    ['an init', `new Response(null, { status: 403, headers: { 'WWW-Authenticate': 'Bearer' } })`, [403]],
    ['an argument beside it', `send(res, 401, { 'WWW-Authenticate': 'Bearer' })`, [401]],
    ['either of two', `res.status(a ? 401 : 403).set(${W}).end()`, [401, 403]],
    ['a constant', `const UNAUTHORIZED = 401; res.status(UNAUTHORIZED).set(${W}).end()`, [401]],
    ['another response', `res.set(${W}); other.status(403).end()`, []],
    ['not known', `res.set(${W}); res.status(error.status).end()`, []],
  ])('has the status of %s', ([, body, statuses]) => {
    expect(around(body)?.statuses).toEqual(statuses)
  })

  test.for<[body: string, credentials: 'missing' | 'refused' | 'unknown']>([
    [`if (!req.headers.authorization) res.set(${W})`, 'missing'],
    [`if (!req.get('Authorization')) { res.set(${W}) }`, 'missing'],
    [`if (authHeader === undefined) res.set(${W})`, 'missing'],
    [`if (token) next(); else res.set(${W})`, 'missing'],
    [`if (!authHeader || !token) res.set(${W})`, 'missing'],
    [`if (!token || !isValid(token)) res.set(${W})`, 'unknown'],
    [`if (!token && strict) res.set(${W})`, 'unknown'],
    [`if (token) res.set(${W})`, 'unknown'],
    [`if (!user) res.set(${W})`, 'unknown'],
    [`if (!verify(token)) res.set(${W})`, 'unknown'],
    [`try { verify(token) } catch { res.set(${W}) }`, 'refused'],
    [`try { work() } catch { res.set(${W}) }`, 'unknown'],
    [`if (!token) { return () => res.set(${W}) }`, 'unknown'],
  ])('%s: credentials %s', ([body, credentials]) => {
    expect(around(body)).toMatchObject({
      withoutCredentials: credentials === 'missing',
      refusedCredentials: credentials === 'refused',
    })
  })
})

import { describe, expect, it } from 'vitest'
import { mayContainFindings } from '../../src/analysis/index.js'

describe('the text test', () => {
  it.each([
    ['a number in an id', "const id = 'c0ffee00-401f-bd96-4561-0123456789ab'"],
    ['a number in another', 'const size = 14010'],
    ['a comparison', 'if (response.status === 401) retry()'],
    ['a comment', '// answers 401\nexport const a = 1'],
    ['the options of TLS', 'const ssl = { rejectUnauthorized: false }'],
    ['a class that an error is compared with', 'if (error instanceof errors.UnauthorizedError) retry()'],
    ['the names of an import', "import type { UnauthorizedError } from './errors'\nexport const a = 1"],
    ['words about authorization', "const keywords = 'login authorization auth'.split(' ')"],
    ['a guard that is called', "app.use(requireAuth(roles))\nconst a = list.split(' ')"],
    ['a grant of OAuth', "body.set('grant_type', 'authorization_code'.slice(0))"],
  ])('passes over %s', (_, text) => {
    expect(mayContainFindings(text)).toBe(false)
  })

  it.each([
    ['a status', 'response.status(401)'],
    ['a status in the name of a function', 'send401(response)'],
    ['an imported class that is thrown', "import { UnauthorizedError } from './errors'\nthrow new UnauthorizedError()"],
    ['an import under another name', "import { Unauthorized as Refused } from './errors'\nthrow new Refused()"],
    ['a class behind a comparison', 'if (error instanceof Failure) throw new UnauthorizedError()'],
    ['the header taken apart', "const token = request.headers.authorization.split(' ')[1]"],
    ['the header with an assertion', 'const { authorization } = h\n(authorization as string).slice(7)'],
    ['the header under a constant', 'const token = request.headers[AUTHORIZATION_HEADER].slice(7)'],
    ['the header from a function of another file', "const token = getAuth(req)?.split(' ')[1]"],
    ['the header from a method', 'const value = this.headers.authHeader(ctx.request)\nuse(value.slice(7))'],
    ["a gateway's event", "const token = event.authorizationToken.replace('x', '')"],
  ])('reads %s', (_, text) => {
    expect(mayContainFindings(text)).toBe(true)
  })
})

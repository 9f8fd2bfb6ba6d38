import { expect, it } from 'vitest'
import { no401AfterAuth } from '../../../rules/no-401-after-auth.js'
import { analyseProject, type Project } from '../../support/project.js'

interface Sibling {
  readonly name: string
  readonly files: Project
  readonly after: string
}

const PACKAGE = '{ "name": "shop", "dependencies": { "express": "4" } }'
const FILE = 'src/server.js'

const siblings: readonly Sibling[] = [
  {
    name: 'a helper of the same module, in an import',
    files: {
      'package.json': PACKAGE,
      'src/responses.js': `export const unauthorized = () => Response.json({}, { status: 401 })\nexport const forbidden = () => Response.json({}, { status: 403 })\n`,
      [FILE]: `import { unauthorized } from './responses.js'\nexport async function GET(req) {\n  if (req.user.role !== 'admin') return unauthorized()\n}\n`,
    },
    after: `import { unauthorized, forbidden } from './responses.js'\nexport async function GET(req) {\n  if (req.user.role !== 'admin') return forbidden()\n}\n`,
  },
  {
    name: 'a class of its own file beside the old one',
    files: {
      'package.json': PACKAGE,
      'src/errors/unauthorized-error.js': `export class UnauthorizedError extends Error { constructor(message) { super(message); this.statusCode = 401 } }\n`,
      'src/errors/forbidden-error.js': `export class ForbiddenError extends Error { constructor(message) { super(message); this.statusCode = 403 } }\n`,
      [FILE]: `import express from 'express'\nimport { UnauthorizedError } from './errors/unauthorized-error.js'\nconst app = express()\napp.get('/', (req, res) => {\n  if (req.user.role !== 'admin') throw new UnauthorizedError('no')\n})\n`,
    },
    after: `import express from 'express'\nimport { UnauthorizedError } from './errors/unauthorized-error.js'\nimport { ForbiddenError } from './errors/forbidden-error.js'\nconst app = express()\napp.get('/', (req, res) => {\n  if (req.user.role !== 'admin') throw new ForbiddenError('no')\n})\n`,
  },
  {
    name: 'the class of the other status, whatever it is called',
    files: {
      'package.json': PACKAGE,
      'src/errors.js': `class HttpError extends Error { constructor(status, message) { super(message); this.status = status } }\nexport class UnauthenticatedError extends HttpError { constructor(message) { super(401, message) } }\nexport class NotYoursError extends HttpError { constructor(message) { super(403, message) } }\nexport class GoneError extends HttpError { constructor(message) { super(410, message) } }\n`,
      [FILE]: `import express from 'express'\nimport { UnauthenticatedError } from './errors.js'\nconst app = express()\napp.get('/', (req, res) => {\n  if (req.user.role !== 'admin') throw new UnauthenticatedError('no')\n})\n`,
    },
    after: `import express from 'express'\nimport { UnauthenticatedError, NotYoursError } from './errors.js'\nconst app = express()\napp.get('/', (req, res) => {\n  if (req.user.role !== 'admin') throw new NotYoursError('no')\n})\n`,
  },
  {
    name: 'the function of the same file that answers so: none',
    files: {
      'package.json': PACKAGE,
      [FILE]: `import express from 'express'\nconst login = (res) => res.status(401).end()\nconst refuse = (res) => res.status(403).end()\nconst app = express()\napp.get('/', (req, res) => {\n  if (req.user.role !== 'admin') return login(res)\n})\n`,
    },
    after: `import express from 'express'\nconst login = (res) => res.status(401).end()\nconst refuse = (res) => res.status(403).end()\nconst app = express()\napp.get('/', (req, res) => {\n  if (req.user.role !== 'admin') return refuse(res)\n})\n`,
  },
  {
    name: 'the method of the same object that answers so: none',
    files: {
      'package.json': PACKAGE,
      'src/responses.js': `export const answer = {\n  unauthenticated: () => Response.json({}, { status: 401 }),\n  denied: () => Response.json({}, { status: 403 }),\n  missing: () => Response.json({}, { status: 404 }),\n}\n`,
      [FILE]: `import { answer } from './responses.js'\nexport async function GET(req) {\n  if (req.user.role !== 'admin') return answer.unauthenticated()\n}\n`,
    },
    after: `import { answer } from './responses.js'\nexport async function GET(req) {\n  if (req.user.role !== 'admin') return answer.denied()\n}\n`,
  },
]

/** The file with the first suggestion of its only finding applied; the text as it was when there is no suggestion. */
function suggested(files: Project): string {
  const facts = analyseProject(files).get(FILE)
  const found = facts ? no401AfterAuth.definition.findings(facts, {}, {}) : []
  expect(found).toHaveLength(1)
  return (found[0]?.rewrites[0]?.edits ?? [])
    .toSorted((a, b) => b.range.start - a.range.start)
    .reduce((text, { range, text: to }) => text.slice(0, range.start) + to + text.slice(range.end), files[FILE] ?? '')
}

it.each(siblings)('brings the import of $name', ({ files, after }) => {
  expect(suggested(files)).toBe(after)
})

it('suggests nothing where there is no sibling', () => {
  const [helper] = siblings
  const files: Project = {
    ...helper?.files,
    'src/responses.js': `export const unauthorized = () => Response.json({}, { status: 401 })\n`,
  }
  expect(suggested(files)).toBe(files[FILE])
})

it.each([
  [
    'a required argument that is missing',
    `export const forbidden = (reason) => Response.json({ reason }, { status: 403 })`,
  ],
  ['a function', `export function forbidden(user, reason) { return Response.json({ user, reason }, { status: 403 }) }`],
])('suggests nothing where the sibling takes other arguments: %s', (_, forbidden) => {
  const [helper] = siblings
  const files: Project = {
    ...helper?.files,
    'src/responses.js': `export const unauthorized = () => Response.json({}, { status: 401 })\n${forbidden}\n`,
  }
  expect(suggested(files)).toBe(files[FILE])
})

it.each([
  ['answers otherwise', `export const forbidden = () => Response.json({}, { status: 422 })`],
  [
    'is one of two for the status',
    `export const denied = () => Response.json({}, { status: 403 })\nexport const refused = () => Response.json({ why: 1 }, { status: 403 })`,
  ],
  ['takes more than it is given', `export const denied = (reason) => Response.json({ reason }, { status: 403 })`],
])('suggests nothing where what is beside it %s', (_, other) => {
  const [helper] = siblings
  const files: Project = {
    ...helper?.files,
    'src/responses.js': `export const unauthorized = () => Response.json({}, { status: 401 })\n${other}\n`,
  }
  expect(suggested(files)).toBe(files[FILE])
})

it('suggests nothing where a method or a local function of the name takes other arguments', () => {
  const method: Project = {
    'package.json': PACKAGE,
    'src/responses.js': `export const responses = {\n  unauthorized: () => Response.json({}, { status: 401 }),\n  forbidden: (reason) => Response.json({ reason }, { status: 403 }),\n}\n`,
    [FILE]: `import { responses } from './responses.js'\nexport async function GET(req) {\n  if (req.user.role !== 'admin') return responses.unauthorized()\n}\n`,
  }
  expect(suggested(method)).toBe(method[FILE])
  const local: Project = {
    'package.json': PACKAGE,
    [FILE]: `const unauthorized = () => Response.json({}, { status: 401 })\nconst forbidden = (reason) => Response.json({ reason }, { status: 403 })\nexport async function GET(req) {\n  if (req.user.role !== 'admin') return unauthorized()\n}\n`,
  }
  expect(suggested(local)).toBe(local[FILE])
})

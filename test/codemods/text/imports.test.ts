import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { planImports, planRemovals } from '../../../codemods/text/imports.js'
import { splice } from '../../../codemods/text/splice.js'
import { describeModule } from '../../../src/analysis/module-shape.js'
import { parseFile } from '../../../src/analysis/typescript.js'
import type { HelperName } from '../../../src/model/text.js'

const CODE = 'export const deny = (res) => res.sendStatus(401)\n'

function add(text: string, names: readonly HelperName[] = ['withChallenge'], system: 'esm' | 'cjs' = 'esm'): string {
  const shape = describeModule(ts, parseFile(ts, '/src/routes/a.ts', text))
  const plan = planImports(text, shape, {
    names,
    specifier: '../lib/http-auth',
    system,
    isSameModule: (specifier) => /lib\/http-auth(?:\.js)?$/.test(specifier),
  })
  return splice(text, plan.replacements)
}

describe('with imports in the file, the import goes after the last leading one', () => {
  it.each([
    [
      'quotes and semicolons of the neighbour',
      `import a from "a";\n\nfoo();\n`,
      `import a from "a";\nimport { withChallenge } from "../lib/http-auth";\n\nfoo();\n`,
    ],
    [
      'no semicolons, single quotes, although the code has them',
      `import a from 'a'\n\nfoo("x");\n`,
      `import a from 'a'\nimport { withChallenge } from '../lib/http-auth'\n\nfoo("x");\n`,
    ],
    [
      'CRLF',
      `import a from 'a'\r\n\r\nfoo()\r\n`,
      `import a from 'a'\r\nimport { withChallenge } from '../lib/http-auth'\r\n\r\nfoo()\r\n`,
    ],
    [
      'a byte order mark',
      `\uFEFFimport a from 'a'\nfoo()\n`,
      `\uFEFFimport a from 'a'\nimport { withChallenge } from '../lib/http-auth'\nfoo()\n`,
    ],
    [
      'shebang and directive',
      `#!/usr/bin/env node\n'use strict'\nimport a from 'a'\nfoo()\n`,
      `#!/usr/bin/env node\n'use strict'\nimport a from 'a'\nimport { withChallenge } from '../lib/http-auth'\nfoo()\n`,
    ],
    [
      'tight braces',
      `import {a} from 'a'\nfoo()\n`,
      `import {a} from 'a'\nimport {withChallenge} from '../lib/http-auth'\nfoo()\n`,
    ],
    [
      'a comment behind the neighbour',
      `import a from 'a' // why\nfoo()\n`,
      `import a from 'a' // why\nimport { withChallenge } from '../lib/http-auth'\nfoo()\n`,
    ],
    [
      'an import of several lines',
      `import {\n  a,\n  b,\n} from 'a';\nfoo();\n`,
      `import {\n  a,\n  b,\n} from 'a';\nimport { withChallenge } from '../lib/http-auth';\nfoo();\n`,
    ],
    [
      'an import for its effects',
      `import './env'\nfoo()\n`,
      `import './env'\nimport { withChallenge } from '../lib/http-auth'\nfoo()\n`,
    ],
    [
      'code on the same line',
      `import a from 'a'; foo()\n`,
      `import a from 'a';\nimport { withChallenge } from '../lib/http-auth'; foo()\n`,
    ],
    [
      'code between imports',
      `import a from 'a'\nconst x = 1\nimport b from 'b'\n`,
      `import a from 'a'\nimport { withChallenge } from '../lib/http-auth'\nconst x = 1\nimport b from 'b'\n`,
    ],
    [
      'code before the first import',
      `mock('a')\nimport a from 'a'\nimport b from 'b'\nfoo()\n`,
      `mock('a')\nimport a from 'a'\nimport b from 'b'\nimport { withChallenge } from '../lib/http-auth'\nfoo()\n`,
    ],
    [
      'import = require',
      `import a = require('a')\nfoo()\n`,
      `import a = require('a')\nimport { withChallenge } from '../lib/http-auth'\nfoo()\n`,
    ],
    [
      'an import at the end of the file',
      `import a from 'a'`,
      `import a from 'a'\nimport { withChallenge } from '../lib/http-auth'`,
    ],
    [
      'import attributes',
      `import a from './a.json' with { type: 'json' };\nfoo();\n`,
      `import a from './a.json' with { type: 'json' };\nimport { withChallenge } from '../lib/http-auth';\nfoo();\n`,
    ],
  ])('%s', (_, before, after) => {
    expect(add(before)).toBe(after)
  })

  it.each([
    [
      'after the last require',
      `'use strict';\n\nconst a = require("a");\nconst { b } = require('b').promises;\nrequire('dotenv').config();\n\nfoo();\n`,
      `'use strict';\n\nconst a = require("a");\nconst { b } = require('b').promises;\nconst { withChallenge } = require('../lib/http-auth');\nrequire('dotenv').config();\n\nfoo();\n`,
    ],
    [
      'in the words of the neighbour',
      `var a = require("a")\nvar app = a()\n`,
      `var a = require("a")\nvar { withChallenge } = require("../lib/http-auth")\nvar app = a()\n`,
    ],
    [
      'a block of declarators',
      `const a = require('a'),\n  b = require('b');\nfoo();\n`,
      `const a = require('a'),\n  b = require('b');\nconst { withChallenge } = require('../lib/http-auth');\nfoo();\n`,
    ],
  ])('CommonJS: %s', (_, before, after) => {
    expect(add(before, ['withChallenge'], 'cjs')).toBe(after)
  })
})

describe('without imports, what belongs on top stays on top', () => {
  const line = `import { withChallenge } from '../lib/http-auth'\n`
  const strict = `const { withChallenge } = require('../lib/http-auth');\n`

  it.each([
    ['nothing', CODE, `${line}\n${CODE}`],
    ['an empty first line', `\n${CODE}`, `${line}\n${CODE}`],
    ['a byte order mark', `\uFEFF${CODE}`, `\uFEFF${line}\n${CODE}`],
    ['a shebang', `#!/usr/bin/env node\n${CODE}`, `#!/usr/bin/env node\n\n${line}\n${CODE}`],
    [
      'a byte order mark and CRLF',
      `\uFEFF${CODE}`.replaceAll('\n', '\r\n'),
      `\uFEFF${line}\n${CODE}`.replaceAll('\n', '\r\n'),
    ],
    ['a directive', `'use server'\n\n${CODE}`, `'use server'\n\n${line}\n${CODE}`],
    ['a directive without a blank line', `'use client'\n${CODE}`, `'use client'\n\n${line}\n${CODE}`],
    ['a directive with a comment', `'use server' // actions\n${CODE}`, `'use server' // actions\n\n${line}\n${CODE}`],
    ['a licence', `/*! (c) Somebody */\n\n${CODE}`, `/*! (c) Somebody */\n\n${line}\n${CODE}`],
    [
      'a licence right above the code',
      `// SPDX-License-Identifier: MIT\n${CODE}`,
      `// SPDX-License-Identifier: MIT\n\n${line}\n${CODE}`,
    ],
    [
      'a heading comment',
      `// Routes of the shop\n// and their guards\n\n${CODE}`,
      `// Routes of the shop\n// and their guards\n\n${line}\n${CODE}`,
    ],
    [
      'a shebang and a licence',
      `#!/usr/bin/env node\n// Copyright X\n\n${CODE}`,
      `#!/usr/bin/env node\n// Copyright X\n\n${line}\n${CODE}`,
    ],
    ['@ts-nocheck', `// @ts-nocheck\n${CODE}`, `// @ts-nocheck\n\n${line}\n${CODE}`],
    [
      'eslint-disable',
      `/* eslint-disable no-console */\n${CODE}`,
      `/* eslint-disable no-console */\n\n${line}\n${CODE}`,
    ],
    ['a comment of the first statement', `// Denies.\n${CODE}`, `${line}\n// Denies.\n${CODE}`],
    [
      'a licence and a comment of the first statement',
      `// Copyright X\n\n/** Denies. */\n${CODE}`,
      `// Copyright X\n\n${line}\n/** Denies. */\n${CODE}`,
    ],
  ])('%s', (_, before, after) => {
    expect(add(before)).toBe(after)
  })

  it.each([
    [
      'a strict CommonJS file',
      `'use strict';\nmodule.exports = 1;\n`,
      `'use strict';\n\n${strict}\nmodule.exports = 1;\n`,
    ],
    [
      'comments before the directive',
      `// Copyright X\n\n'use strict';\n\nmodule.exports = 1;\n`,
      `// Copyright X\n\n'use strict';\n\n${strict}\nmodule.exports = 1;\n`,
    ],
  ])('%s', (_, before, after) => {
    expect(add(before, ['withChallenge'], 'cjs')).toBe(after)
  })

  it('takes quotes and semicolons from the code', () => {
    expect(add(`foo("a");\nbar("b");\n`)).toBe(
      `import { withChallenge } from "../lib/http-auth";\n\nfoo("a");\nbar("b");\n`,
    )
  })
})

describe('an import of the helper that is there', () => {
  it.each([
    [
      'is left alone when it has the name',
      `import { withChallenge } from '../lib/http-auth'\nfoo()\n`,
      `import { withChallenge } from '../lib/http-auth'\nfoo()\n`,
    ],
    [
      'is extended in order',
      `import { withChallenge } from '../lib/http-auth'\n`,
      `import { parseBearer, withChallenge } from '../lib/http-auth'\n`,
    ],
    [
      'is extended on lines of their own',
      `import {\n  challengeHeaders,\n  withChallenge,\n} from '../lib/http-auth';\n`,
      `import {\n  challengeHeaders,\n  parseBearer,\n  withChallenge,\n} from '../lib/http-auth';\n`,
    ],
    [
      'is extended at its end when it is not in order',
      `import { z, a } from '../lib/http-auth'\n`,
      `import { z, a, parseBearer, withChallenge } from '../lib/http-auth'\n`,
    ],
    [
      'is extended behind a trailing comma',
      `import {\n\ta,\n} from '../lib/http-auth'\n`,
      `import {\n\ta,\n\tparseBearer,\n\twithChallenge,\n} from '../lib/http-auth'\n`,
    ],
    [
      'is no target when it is for types',
      `import type { Challenge } from '../lib/http-auth'\n`,
      `import type { Challenge } from '../lib/http-auth'\nimport { parseBearer, withChallenge } from '../lib/http-auth'\n`,
    ],
    [
      'is no target when it is a namespace',
      `import * as auth from '../lib/http-auth'\n`,
      `import * as auth from '../lib/http-auth'\nimport { parseBearer, withChallenge } from '../lib/http-auth'\n`,
    ],
  ])('%s', (name, before, after) => {
    expect(add(before, name.includes('left alone') ? ['withChallenge'] : ['withChallenge', 'parseBearer'])).toBe(after)
  })

  it('is extended in CommonJS too', () => {
    expect(add(`const { parseBearer } = require('../lib/http-auth')\n`, ['withChallenge'], 'cjs')).toBe(
      `const { parseBearer, withChallenge } = require('../lib/http-auth')\n`,
    )
  })
})

describe('a name that is taken', () => {
  it('is imported under another one, then under a numbered one', () => {
    expect(add(`const withChallenge = 1\n`)).toContain(`import { withChallenge as withAuthChallenge } from`)
    expect(add(`const withChallenge = 1, withAuthChallenge = 2\n`)).toContain(
      `import { withChallenge as withAuthChallenge2 } from`,
    )
    expect(add(`const withChallenge = require('x')\n`, ['withChallenge'], 'cjs')).toContain(
      `const { withChallenge: withAuthChallenge } = require(`,
    )
  })

  it('is not taken by a property of that name', () => {
    expect(add(`foo.withChallenge()\n`)).toContain(`import { withChallenge } from`)
  })

  it('is taken by a variable of an inner function', () => {
    expect(add(`function f(withChallenge) {}\n`)).toContain(`import { withChallenge as withAuthChallenge } from`)
  })
})

describe('names that an edit left unused', () => {
  const tidy = (before: string, after: string): string => {
    const outline = (text: string) => describeModule(ts, parseFile(ts, '/src/a.ts', text))
    return splice(after, planRemovals(outline(before), outline(after)))
  }
  const using = (names: string, ...used: readonly string[]): string =>
    `import { ${names} } from './r'\n${used.map((name) => `${name}()\n`).join('')}`

  it.each([
    ['a, b, c', ['a', 'b', 'c'], ['a', 'c'], 'a, c'],
    ['a, b, c', ['a', 'b', 'c'], ['b', 'c'], 'b, c'],
    ['a, b, c', ['a', 'b', 'c'], ['a'], 'a'],
    ['a, b, c', ['a', 'b', 'c'], ['c'], 'c'],
    ['a, b, c, d', ['a', 'b', 'c', 'd'], ['b', 'd'], 'b, d'],
    ['a, b', ['a'], ['a'], 'a, b'],
    ['a', ['a'], [], 'a'],
    ['a as x, b', ['x', 'b'], ['b'], 'b'],
  ])('%s, used %j, then %j', (names, before, after, left) => {
    expect(tidy(using(names, ...before), using(names, ...after))).toBe(using(left, ...after))
  })

  it('leaves what is exported, typed with or put into an object', () => {
    for (const use of ['export { b }\n', 'const x: b = 1\n', 'const y = { b }\n'])
      expect(tidy(using('a, b', 'a', 'b') + use, using('a, b', 'a') + use)).toBe(using('a, b', 'a') + use)
  })
})

describe('a require statement ends before the next one begins', () => {
  it.each([
    [
      'at the head of a file that begins with a parenthesis',
      `(function () {\n  app.use(deny)\n})()\n`,
      `const { withChallenge } = require('../lib/http-auth');\n\n(function () {\n  app.use(deny)\n})()\n`,
    ],
    [
      'after a neighbour without a semicolon',
      `const a = require('a')\n\n;[1].map(a)\n`,
      `const a = require('a')\nconst { withChallenge } = require('../lib/http-auth')\n\n;[1].map(a)\n`,
    ],
  ])('%s', (_name, before, after) => {
    expect(add(before, ['withChallenge'], 'cjs')).toBe(after)
  })

  it('so does an import above a semicolon that protects a line', () => {
    expect(add(`import a from 'a'\n\n;(async () => {})()\n`)).toBe(
      `import a from 'a'\nimport { withChallenge } from '../lib/http-auth'\n\n;(async () => {})()\n`,
    )
  })
})

import fc from 'fast-check'
import ts from 'typescript'
import { describe, expect, it, test } from 'vitest'
import { createWorkspace } from '../../src/analysis/index.js'
import { linesInUse } from '../../src/analysis/releases.js'
import { frameworks } from '../../src/frameworks/index.js'
import { compare, exactly, intersect, parseRange, parseVersion, type Version } from '../../src/model/versions.js'

const LINES = [
  { title: 'one', releases: { h3: '<2', nuxt: '<5' }, differs: [], facts: {} },
  { title: 'two', releases: { h3: '>=2', nuxt: '>=5' }, differs: [], facts: {} },
]

/** The lines of h3 that may be in use in a file of `packages/app`. */
function linesWith(files: Readonly<Record<string, string | object>>): readonly string[] {
  const texts = new Map(
    Object.entries(files).map(([path, text]) => [
      `/repo/${path}`,
      typeof text === 'string' ? text : JSON.stringify(text, null, 2),
    ]),
  )
  const folders = (path: string): string[] => [
    ...new Set(
      [...texts.keys()].flatMap((file) =>
        file.startsWith(`${path}/`)
          ? [file.slice(path.length + 1).split('/')[0] ?? ''].filter((name) => file !== `${path}/${name}`)
          : [],
      ),
    ),
  ]
  const workspace = createWorkspace(ts, { readFile: (path) => texts.get(path), listFolders: folders })
  return linesInUse(workspace, '/repo/packages/app/src/server.ts', LINES).map(({ title }) => title)
}

const APP = 'packages/app/package.json'
const app = (h3: string, section = 'dependencies') => ({ [APP]: { name: 'app', [section]: { h3 } } })

describe('which line of releases is in use', () => {
  test.each<readonly [string, Readonly<Record<string, string | object>>, readonly string[]]>([
    ['nothing tells it', { [APP]: { name: 'app' } }, ['one', 'two']],
    ['a caret', app('^1.8.0'), ['one']],
    ['a pre-release of the next', app('2.0.0-beta.3'), ['two']],
    ['both allowed', app('^1.0.0 || ^2.0.0'), ['one', 'two']],
    ['a tag says nothing', app('latest'), ['one', 'two']],
    ['an address says nothing', app('github:unjs/h3#main'), ['one', 'two']],
    ['an alias of the same package', app('npm:h3@^1'), ['one']],
    ['an alias of another package, whose numbers are its own', app('npm:h3-nightly@2.0.0'), ['one', 'two']],
    ['a peer alone', app('>=1 <2', 'peerDependencies'), ['one']],
    [
      'a peer range counts for more than what is installed for tests',
      { [APP]: { name: 'app', peerDependencies: { h3: '1 || 2' }, devDependencies: { h3: '^2' } } },
      ['one', 'two'],
    ],
    [
      'the manifest above, where the own one does not name it',
      { ...app('^2'), [APP]: { name: 'app' }, 'package.json': { dependencies: { h3: '^2' } } },
      ['two'],
    ],
    ['an override of npm', { ...app('^1'), 'package.json': { overrides: { h3: '^2' } } }, ['two']],
    [
      'an override with a reference is no range',
      { ...app('^1'), 'package.json': { overrides: { h3: '$h3' } } },
      ['one'],
    ],
    ['resolutions of Yarn', { ...app('^1'), 'package.json': { resolutions: { '**/h3': '2.0.0' } } }, ['two']],
    ['overrides of pnpm', { ...app('^1'), 'package.json': { pnpm: { overrides: { h3: '2.0.0' } } } }, ['two']],
    [
      'the catalog of pnpm',
      {
        ...app('catalog:'),
        'pnpm-workspace.yaml': 'packages:\n  - packages/*\ncatalog:\n  nuxt: ^5\n  h3: ^1.2 # old\n',
      },
      ['one'],
    ],
    [
      'a named catalog',
      {
        ...app('catalog:next'),
        'pnpm-workspace.yaml': 'catalog:\n  h3: ^1\ncatalogs:\n  next:\n    \'h3\': "^2.0.0"\n',
      },
      ['two'],
    ],
    [
      'the catalog of Bun',
      { ...app('catalog:'), 'package.json': { workspaces: { packages: ['packages/*'], catalog: { h3: '^2' } } } },
      ['two'],
    ],
    [
      'a package of the workspace',
      {
        ...app('workspace:*'),
        'package.json': { workspaces: ['packages/*'] },
        'packages/h3/package.json': { name: 'h3', version: '2.1.0' },
      },
      ['two'],
    ],
    [
      'a linked package',
      { ...app('link:../h3'), 'packages/h3/package.json': { name: 'h3', version: '1.9.0' } },
      ['one'],
    ],
    ['the package itself', { [APP]: { name: 'h3', version: '1.9.0' } }, ['one']],
    [
      'what depends on it, where nothing names it',
      { [APP]: { name: 'app', dependencies: { nuxt: '^4.1.0' } } },
      ['one'],
    ],
    [
      'package-lock.json, where the range leaves it open',
      { ...app('*'), 'package-lock.json': { packages: { 'node_modules/h3': { version: '1.15.3', resolved: 'x' } } } },
      ['one'],
    ],
    [
      'an alias in package-lock.json is another package',
      {
        ...app('*'),
        'package-lock.json': { packages: { 'node_modules/h3': { name: 'h3-nightly', version: '1.15.3' } } },
      },
      ['one', 'two'],
    ],
    [
      'both versions locked',
      {
        ...app('*'),
        'package-lock.json': {
          packages: {
            'node_modules/h3': { version: '1.15.3' },
            'node_modules/x/node_modules/h3': { version: '2.0.0' },
          },
        },
      },
      ['one', 'two'],
    ],
    [
      'both versions locked, one of which the range allows',
      { ...app('<3 >=2 || 2.x'), 'package-lock.json': { packages: { 'node_modules/h3': { version: '1.15.3' } } } },
      ['two'],
    ],
    [
      'pnpm-lock.yaml',
      {
        ...app('*'),
        'pnpm-lock.yaml':
          'packages:\n\n  h3@1.15.3:\n    resolution: {integrity: x}\n\n  h3-other@2.0.0:\n    resolution: {}\n',
      },
      ['one'],
    ],
    [
      'yarn.lock',
      {
        ...app('*'),
        'yarn.lock': 'h3@*, h3@^2.0.0:\n  version "2.0.4"\n  resolved "x"\n\nh3-x@^1:\n  version "1.0.0"\n',
      },
      ['two'],
    ],
    [
      'yarn.lock of Yarn 2 and later',
      { ...app('*'), 'yarn.lock': '"h3@npm:*":\n  version: 2.0.4\n  resolution: "h3@npm:2.0.4"\n' },
      ['two'],
    ],
    [
      'bun.lock',
      { ...app('*'), 'bun.lock': '{\n  "packages": {\n    "h3": ["h3@1.15.3", "", {}, "sha"],\n  }\n}\n' },
      ['one'],
    ],
    [
      'what is installed, where nothing else tells it',
      { ...app('latest'), 'node_modules/h3/package.json': { name: 'h3', version: '1.2.3' } },
      ['one'],
    ],
    [
      'the manifest is trusted more than what is installed',
      { ...app('^2'), 'node_modules/h3/package.json': { name: 'h3', version: '1.2.3' } },
      ['two'],
    ],
    [
      'another package installed under the name',
      { ...app('latest'), 'node_modules/h3/package.json': { name: 'h3-nightly', version: '1.2.3' } },
      ['one', 'two'],
    ],
    ['a manifest that is no JSON', { [APP]: '{ "dependencies": ' }, ['one', 'two']],
  ])('%s', (_title, files, lines) => {
    expect(linesWith(files)).toEqual(lines)
  })
})

describe('the lines of each framework', () => {
  for (const { name, lines = [] } of frameworks) {
    const packages = new Set(lines.flatMap(({ releases }) => Object.keys(releases)))
    for (const one of packages)
      it(`${name}: every version of ${one} belongs to one line`, () => {
        const version = fc.tuple(fc.nat(40), fc.nat(20), fc.nat(20))
        fc.assert(
          fc.property(version, (it) => {
            const holding = lines.filter(
              ({ releases }) => intersect(parseRange(releases[one] ?? '<0.0.0') ?? [], exactly(it)).length > 0,
            )
            expect(holding.length).toBeLessThanOrEqual(1)
            if (lines.every(({ releases }) => one in releases)) expect(holding).toHaveLength(1)
          }),
        )
      })
    it(`${name}: what a line states, the engine reads`, () => {
      const known = [
        'builders',
        'functions',
        'exceptions',
        'files',
        'central',
        'thrown',
        'returnedResponseKeepsHeaders',
        'objects',
      ]
      for (const { facts, differs } of lines) {
        expect(Object.keys(facts).filter((key) => !known.includes(key))).toEqual([])
        expect(differs.length).toBeGreaterThan(0)
      }
    })
  }
})

describe('ranges', () => {
  const allows = (range: string, version: string): boolean => {
    const found = parseVersion(version)
    return found !== undefined && intersect(parseRange(range) ?? [], exactly(found)).length > 0
  }
  test.each([
    ['^1.2.3', ['1.2.3', '1.99.0'], ['1.2.2', '2.0.0']],
    ['^0.2.3', ['0.2.9'], ['0.3.0', '0.2.2']],
    ['^0.0.3', ['0.0.3'], ['0.0.4']],
    ['~1.2', ['1.2.9'], ['1.3.0']],
    ['1.x', ['1.0.0', '1.9.9'], ['2.0.0', '0.9.0']],
    ['1.2.*', ['1.2.7'], ['1.3.0']],
    ['>=1.2 <3', ['1.2.0', '2.9.9'], ['3.0.0', '1.1.9']],
    ['> 1', ['2.0.0'], ['1.9.9']],
    ['<=2', ['2.9.9'], ['3.0.0']],
    ['1.2 - 2.3', ['1.2.0', '2.3.9'], ['2.4.0', '1.1.0']],
    ['1.2.3 || ^4', ['1.2.3', '4.5.6'], ['1.2.4', '3.0.0']],
    ['=v2.0.0', ['2.0.0'], ['2.0.1']],
    ['', ['0.0.1', '9.9.9'], []],
    ['*', ['0.0.1', '9.9.9'], []],
    ['>=1 <1', [], ['1.0.0', '0.9.0']],
  ])('%s', (range, inside, outside) => {
    expect(inside.filter((one) => !allows(range, one))).toEqual([])
    expect(outside.filter((one) => allows(range, one))).toEqual([])
  })

  it.each(['latest', 'workspace:*', 'https://x/y.tgz', 'git+ssh://x', 'catalog:', '1.2.3.4', '>=', 'a.b.c'])(
    '%s is none',
    (text) => {
      expect(parseRange(text)).toBeUndefined()
    },
  )

  it('reads any text without failing, and puts versions in order', () => {
    fc.assert(fc.property(fc.string(), (text) => parseRange(text) === undefined || Array.isArray(parseRange(text))))
    const version = fc.tuple(fc.nat(), fc.nat(), fc.nat())
    fc.assert(
      fc.property(version, version, (a: Version, b: Version) => {
        expect(Math.sign(compare(a, b)) + Math.sign(compare(b, a))).toBe(0)
        expect(intersect(exactly(a), exactly(b)).length > 0).toBe(compare(a, b) === 0)
      }),
    )
  })
})

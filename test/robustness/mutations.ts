import { createHash } from 'node:crypto'
import path from 'node:path'
import fc from '../support/property.js'
import { readFixtures } from '../analysis/parity/fixtures.js'
import type { Source } from './properties.js'

/** Names, numbers, strings, space, and every mark by itself. */
const TOKEN = /[\p{L}_$][\p{L}\p{N}_$]*|\d[\w.]*|'[^'\n]*'|"[^"\n]*"|\s+|[^]/gu

const LARGEST_KEY = 2 ** 31 - 1
const EMPTY: Source = { name: 'src/server.ts', text: '' }

const ODD = [
  '\u2028',
  '\u2029',
  '\uFEFF',
  '\u0000',
  '\uD800',
  '\uDC00',
  '😀',
  '\u202E',
  '\u200D',
  '\\u{1F600}',
  '\\u0061',
  '\u00A0',
  '\uFFFF',
  'ﬀ',
  'İ',
  '/*',
  '*/',
  '//',
  '`',
  '${',
  '}',
  '"',
  "'",
  '<!--',
  '-->',
  '@',
  '#',
  '<',
  '/>',
  '=>',
  '?.',
  '...',
  '!',
  '**=',
  '??=',
]
const NESTS: readonly (readonly [before: string, after: string])[] = [
  ['(', ')'],
  ['{', '}'],
  ['[', ']'],
  ['!(', ')'],
  ['`${', '}`'],
  ['(() => ', ')()'],
  ['if (a) {', '}'],
  ['void (', ')'],
  ['a?.(', ')'],
  ['({ a: ', '}).a'],
  ['class { static { ', '} }'],
  ['new (', ')'],
  ['<T,>(', ')'],
  ['a ? ', ' : b'],
  ['function f() {', '}'],
  ['try {', '} catch {}'],
]

type Mutation = (tokens: readonly string[]) => readonly string[]

const place = fc.double({ min: 0, max: 0.999_999, noNaN: true })
const at = (tokens: readonly string[], where: number): number => Math.floor(where * tokens.length)
const count = fc.integer({ min: 1, max: 12 })

/** Another token of the same kind: what is left mostly parses. */
function likeOf(tokens: readonly string[], token: string, where: number): string {
  const kind = (one: string): string =>
    /^[\p{L}_$]/u.test(one) ? 'name' : /^["']/.test(one) ? 'string' : one.slice(0, 1)
  const alike = tokens.filter((one) => one !== token && kind(one) === kind(token))
  return alike[Math.floor(where * alike.length)] ?? token
}

const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.tuple(place, count).map(
      ([where, n]): Mutation =>
        (all) =>
          all.toSpliced(at(all, where), n),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(place, count).map(([where, n]): Mutation => (all) => {
      const start = at(all, where)
      return all.toSpliced(start, 0, ...all.slice(start, start + n))
    }),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(place, place).map(([a, b]): Mutation => (all) => {
      const [i, j] = [at(all, a), at(all, b)]
      return all.with(i, all[j] ?? '').with(j, all[i] ?? '')
    }),
  },
  {
    weight: 8,
    arbitrary: fc.tuple(place, place).map(([where, other]): Mutation => (all) => {
      const i = at(all, where)
      return all.with(i, likeOf(all, all[i] ?? '', other))
    }),
  },
  {
    weight: 1,
    arbitrary: place.map(
      (where): Mutation =>
        (all) =>
          all.slice(0, at(all, where)),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(place, fc.constantFrom(...ODD)).map(
      ([where, odd]): Mutation =>
        (all) =>
          all.toSpliced(at(all, where), 0, odd),
    ),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(place, place, fc.constantFrom(...NESTS), fc.integer({ min: 1, max: 40 }))
      .map(([a, b, [before, after], depth]): Mutation => (all) => {
        const [start = 0, end = 0] = [at(all, a), at(all, b)].toSorted((x, y) => x - y)
        return all.toSpliced(end, 0, after.repeat(depth)).toSpliced(start, 0, before.repeat(depth))
      }),
  },
  // Whole lines: what is left parses more often.
  {
    weight: 6,
    arbitrary: fc
      .tuple(place, place, fc.constantFrom('delete', 'duplicate', 'swap'))
      .map(([a, b, what]): Mutation => (all) => {
        const lines = all.join('').split('\n')
        const [i, j] = [at(lines, a), at(lines, b)]
        const changed =
          what === 'delete'
            ? lines.toSpliced(i, 1)
            : what === 'duplicate'
              ? lines.toSpliced(j, 0, lines[i] ?? '')
              : lines.with(i, lines[j] ?? '').with(j, lines[i] ?? '')
        return changed.join('\n').match(TOKEN) ?? []
      }),
  },
)

interface Fixture extends Source {
  readonly key: number
}

const fixtures: readonly Fixture[] = readFixtures()
  .map(({ path: file, text }) => ({ name: `src/server${path.extname(file)}`, text, key: keyOf(text) }))
  .toSorted((a, b) => a.key - b.key)

/** One of the fixtures by its text alone, so that a new test leaves nearly all the sources of a seed as they are. */
const fixture = fc.nat(LARGEST_KEY).map((key) => fixtures.find((one) => one.key >= key) ?? fixtures[0] ?? EMPTY)

function keyOf(text: string): number {
  return createHash('sha1').update(text).digest().readUInt32BE() % (LARGEST_KEY + 1)
}

/** A source text of the tests or the pages, changed in one to five places; sometimes two texts in one. */
export const mutants: fc.Arbitrary<Source> = fc
  .record({
    source: fixture,
    second: fc.option(fixture, { freq: 8 }),
    mutations: fc.array(mutation, { minLength: 1, maxLength: 5 }),
  })
  .map(({ source, second, mutations }) => {
    const tokens: readonly string[] = (source.text + (second ? `\n${second.text}` : '')).match(TOKEN) ?? []
    return {
      name: source.name,
      text: mutations.reduce((all, change) => (all.length === 0 ? all : change(all)), tokens).join(''),
    }
  })

import ts from 'typescript'
import { ts as morphed } from 'ts-morph'
import { beforeAll, expect, test, vi } from 'vitest'
import { createWorkspace, mayContainFindings, type TypeScript } from '../../../src/analysis/index.js'
import { stillHost } from '../../support/project.js'
import { frameworks as allFrameworks } from '../../../src/frameworks/index.js'
import type { Framework } from '../../../src/frameworks/define.js'
import { readFixtures } from './fixtures.js'
import { programOf } from './programs.js'
import { ofEslint, ofTree, show, type Verdict } from './verdicts.js'

// programs over hundreds of files take their time
vi.setConfig({ testTimeout: 900_000, hookTimeout: 900_000 })

const fixtures = readFixtures().filter(({ text }) => mayContainFindings(text))
const untyped = new Map<string, readonly string[]>()
const typed = new Map<string, readonly string[]>()

const shown = (verdicts: readonly Verdict[]): readonly string[] => verdicts.map(show)

beforeAll(() => {
  const program = programOf(ts, fixtures)
  for (const fixture of fixtures) {
    untyped.set(fixture.path, shown(ofEslint(fixture)))
    typed.set(fixture.path, shown(ofEslint(fixture, program)))
  }
})

test('the fixtures are many, and many of them are reported', () => {
  expect(fixtures.length).toBeGreaterThan(400)
  expect([...untyped.values()].flat().length).toBeGreaterThan(200)
})

// `npm run verdicts` writes the file anew: each line that differs is a verdict that has changed, to be read and explained
test('the verdicts are those that are written down', async () => {
  const frozen = new Map<string, string[]>()
  for (const { from, path, text } of fixtures) {
    const file = from.replace(/:\d+$/, '')
    const plain = text.replace(/^\uFEFF/, '')
    const lines = ofEslint({ path, text }).map(
      ({ rule, start, end }) => `  ${rule}: ${plain.slice(start, end).replace(/\s+/g, ' ')}`,
    )
    frozen.set(file, [...(frozen.get(file) ?? []), ...lines])
  }
  const text = [...frozen].flatMap(([file, lines]) => (lines.length > 0 ? [file, ...lines] : []))
  await expect(`${text.join('\n')}\n`).toMatchFileSnapshot('verdicts.frozen.txt')
})

test('typed ESLint says what the compiler of ts-morph says with its own types', () => {
  const compiler = morphed as unknown as TypeScript
  const program = programOf(compiler, fixtures)
  const checker = program.getTypeChecker()
  const workspace = createWorkspace(compiler, stillHost, (path) => program.getSourceFile(path))
  const differences = fixtures.flatMap(({ from, path }) => {
    const file = program.getSourceFile(path)
    if (file === undefined) return [`${from}: not in the program`]
    return compare(from, typed.get(path), shown(ofTree(compiler, file, path, workspace, checker)))
  })
  expect(differences).toEqual([])
})

// no exception is known: what the source decides, the types confirm
test('untyped ESLint says what typed ESLint says', () => {
  const differences = fixtures.flatMap(({ from, path }) => compare(from, untyped.get(path), typed.get(path)))
  expect(differences).toEqual([])
})

test('the checker is asked about fewer places than could be responses', () => {
  const program = programOf(ts, fixtures)
  const checker = program.getTypeChecker()
  let questions = 0
  const counting = new Proxy(checker, {
    get: (target, name, receiver) => {
      const member: unknown = Reflect.get(target, name, receiver)
      if (typeof member !== 'function' || !/AtLocation$/.test(String(name))) return member
      return (...given: readonly unknown[]): unknown => {
        questions += 1
        return Reflect.apply(member, target, given)
      }
    },
  })
  const workspace = createWorkspace(ts, stillHost, (path) => program.getSourceFile(path))
  let candidates = 0
  for (const { path } of fixtures) {
    const file = program.getSourceFile(path)
    if (file === undefined) continue
    candidates += countCandidates(file)
    ofTree(ts, file, path, workspace, counting)
  }
  expect(questions).toBeGreaterThan(0)
  expect(questions).toBeLessThanOrEqual(candidates)
})

const frameworks: readonly Framework[] = allFrameworks

/** Names of which some framework says that they act on a response or make one. */
const spokenOf = new Set(
  frameworks.flatMap((framework) => [
    ...(framework.objects ?? []).flatMap((object) => [
      ...Object.keys(object.methods),
      ...Object.keys(object.properties ?? {}),
    ]),
    ...[framework.builders, framework.exceptions, framework.functions].flatMap((facts) =>
      (facts ?? []).map(({ api }) => api.members?.at(-1) ?? api.name),
    ),
  ]),
)

/** Calls and assignments that could act on a response, by their names alone, and arguments that could be one. */
function countCandidates(file: ts.SourceFile): number {
  let count = 0
  const visit = (node: ts.Node): void => {
    const isCall = ts.isCallExpression(node) || ts.isNewExpression(node)
    const isAssignment = ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken
    const named = isCall ? node.expression : isAssignment ? node.left : undefined
    const name =
      named === undefined
        ? undefined
        : ts.isPropertyAccessExpression(named)
          ? named.name.text
          : ts.isIdentifier(named)
            ? named.text
            : undefined
    if (name !== undefined && spokenOf.has(name)) count += 1
    if (isCall)
      count += (node.arguments ?? []).filter(
        (one) => ts.isIdentifier(one) || ts.isPropertyAccessExpression(one) || ts.isCallExpression(one),
      ).length
    ts.forEachChild(node, visit)
  }
  visit(file)
  return count
}

function compare(from: string, left: readonly string[] = [], right: readonly string[] = []): readonly string[] {
  return [
    ...left.filter((one) => !right.includes(one)).map((one) => `${from} - ${one}`),
    ...right.filter((one) => !left.includes(one)).map((one) => `${from} + ${one}`),
  ]
}

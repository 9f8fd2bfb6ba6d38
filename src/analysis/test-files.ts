const TEST_NAME =
  /\.(?:test|tests|spec|e2e|e2e-spec|mock|mocks|stories|bench|fixture|cy|tst|test-d|spec-d)\.[cm]?[jt]sx?$/i
const TEST_FOLDER =
  /(?:^|\/)(?:__tests__|__mocks__|__fixtures__|tests?|test-d|dtslint|e2e|specs?|cypress|playwright|mocks?|fixtures|msw|testing)\//i

/** Test runners, checkers of types, and libraries that stand in for a server or for fetch. */
const TOOLS = [
  'vitest',
  '@jest/globals',
  'node:test',
  'bun:test',
  'mocha',
  'ava',
  'tap',
  'uvu',
  '@playwright/test',
  'supertest',
  'tsd',
  'tstyche',
  'expect-type',
  'tsafe',
  'msw',
  'nock',
  'fetch-mock',
  'jest-fetch-mock',
  'vitest-fetch-mock',
  'axios-mock-adapter',
  'miragejs',
  'mockttp',
]
const NAMES_TOOL = new RegExp(`['"](?:${TOOLS.join('|')})(?:/(?:node|browser|native))?['"]`)
/** At the start of a line of code: a comment may quote an import. */
const IMPORTS_TOOL = new RegExp(
  `^[ \\t]*(?:import|export|const|let|var|\\})[^\\n;]*(?:\\bfrom|\\bimport|\\brequire\\()\\s*${NAMES_TOOL.source}`,
  'm',
)
/** What a runner puts in scope. */
const MAKES_MOCK = /^[^/*\n]*\b(?:jest|vi)\.(?:fn|mock|spyOn|stubGlobal)\(/m

/** Whether a file holds tests, mocks or fixtures: what they send is not sent to clients. `path` is relative to its package. */
export function isTestFile(path: string, text = ''): boolean {
  return TEST_NAME.test(path) || TEST_FOLDER.test(path) || isTestText(text)
}

/** Whether a file tests or mocks by what it loads and calls, wherever it lies. */
export function isTestText(text: string): boolean {
  return (NAMES_TOOL.test(text) && IMPORTS_TOOL.test(text)) || MAKES_MOCK.test(text)
}

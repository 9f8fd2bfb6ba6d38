const TEST_NAME = /\.(?:test|tests|spec|e2e|e2e-spec|mock|mocks|stories|bench|fixture|cy)\.[cm]?[jt]sx?$/i
const TEST_FOLDER =
  /(?:^|\/)(?:__tests__|__mocks__|__fixtures__|tests?|e2e|specs?|cypress|playwright|mocks?|fixtures|msw|testing)\//i

/** Whether a file holds tests, mocks or fixtures: what they send is not sent to clients. `path` is relative to its package. */
export function isTestFile(path: string): boolean {
  return TEST_NAME.test(path) || TEST_FOLDER.test(path)
}

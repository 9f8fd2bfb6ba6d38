import { defineConfig } from 'vitest/config'

// .ci/run counts the tests from this file.
const report = process.env['TEST_REPORT']

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['test/**/*.test.ts'],
    // Every processor: by default one of two stays idle.
    maxWorkers: '100%',
    reporters: report ? ['default', ['json', { outputFile: report }]] : ['default'],
    // A limit for what hangs. Real frameworks, packed installs and campaigns take their time on a busy machine; no test asserts a duration.
    testTimeout: 900_000,
    hookTimeout: 900_000,
  },
})

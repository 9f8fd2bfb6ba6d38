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
    // Real frameworks and packed installs need longer than the default; no test asserts a duration.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
})

import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['test/**/*.test.ts'],
    // Real frameworks and packed installs need longer than the default; no test asserts a duration.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
})

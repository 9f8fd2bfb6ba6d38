import { defineConfig } from 'vitest/config'

/** The long compatibility run, apart from `npm test`. */
export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['test/**/*.matrix.ts'],
    testTimeout: 120_000,
    hookTimeout: 600_000,
  },
})

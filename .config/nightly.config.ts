import { defineConfig } from 'vitest/config'

/** Many more odd sources than `npm test` tries, others in every run. */
export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['test/**/*.nightly.ts'],
    testTimeout: 7_200_000,
  },
})

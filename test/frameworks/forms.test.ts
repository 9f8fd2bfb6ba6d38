import { describe, expect, test } from 'vitest'
import { forms } from './forms.js'
import { isBare401, readResponses } from './support/read.js'

for (const [name, list] of Object.entries(forms)) {
  describe(`${name}: 401s without a challenge`, () => {
    for (const { title, code, bare, path = '/project/src/server.ts', others = {} } of list) {
      test(`${title}: ${bare}`, () => {
        const sites = readResponses({ [path]: code, ...others }).filter(isBare401)
        expect(sites.map(({ range }) => code.slice(range.start, range.end))).toHaveLength(bare)
      })
    }
  })
}

import { applyPatch, createTwoFilesPatch } from 'diff'
import { describe, expect, it } from 'vitest'
import { unifiedDiff } from '../../../codemods/text/diff.js'
import fc from '../../support/property.js'

const line = fc.constantFrom('', 'a', 'b', '}', '  return 1', 'c\r')
const text = fc
  .tuple(fc.array(line, { maxLength: 40 }), fc.boolean())
  .map(([lines, ends]) => lines.join('\n') + (ends ? '\n' : ''))

function whole(path: string, before: string, after: string): string {
  const patch = createTwoFilesPatch(`a/${path}`, `b/${path}`, before, after, undefined, undefined, { context: 3 })
  return patch.slice(patch.indexOf('--- '))
}

describe('unified diffs', () => {
  it('give the new text when they are applied to the old one', () => {
    fc.assert(
      fc.property(text, text, (before, after) => applyPatch(before, unifiedDiff('x.ts', before, after)) === after),
    )
  })

  it('are those of a comparison of the whole files where lines are changed, added and removed here and there', () => {
    const lines = Array.from({ length: 400 }, (_, index) => `const line${String(index)} = ${String(index)}`)
    const before = `${lines.join('\n')}\n`
    const after = lines
      .flatMap((one, index) =>
        index % 50 === 7 ? [] : index % 11 === 5 ? [`${one} // changed`] : index % 60 === 3 ? ['added()', one] : [one],
      )
      .join('\n')
    expect(unifiedDiff('src/x.ts', before, after)).toBe(whole('src/x.ts', before, after))
  })

  it('name /dev/null for a new file', () => {
    expect(unifiedDiff('x.ts', undefined, 'a\n')).toBe('--- /dev/null\n+++ b/x.ts\n@@ -0,0 +1,1 @@\n+a\n')
  })
})

/** 401, or one of its usual names, as the whole of a comparison's side or of an expected value. */
const STATUS = String.raw`(?:['"]?401['"]?|(?:\w+\.)+(?:UNAUTHORIZED|Unauthorized))`
const COMPARISON = new RegExp(
  [
    String.raw`[!=]==?\s*${STATUS}(?![\w.])`,
    String.raw`(?<![\w.])${STATUS}\s*[!=]==?`,
    String.raw`\bcase\s+${STATUS}\s*:`,
    // expect(res.status).toBe(401), request(app).get('/').expect(401), assert.equal(res.status, 401), cy…should('eq', 401)
    String.raw`\b(?:toBe|toEqual|toStrictEqual|expect|eq|eql|equal|equals)\(\s*${STATUS}\s*[,)]`,
    String.raw`\b(?:equal|strictEqual|deepEqual|deepStrictEqual|is|same|toHaveProperty|should|toMatchObject)\([^()\n]*\bstatus\w*['"]?\s*[,:]\s*${STATUS}`,
    String.raw`\bshould\(\s*['"](?:eq|equal)['"]\s*,\s*${STATUS}`,
  ].join('|'),
  'g',
)

/**
 * Where a text compares something with 401: clients and tests that notice when a place answers 403 instead.
 * Offsets in UTF-16 code units, in order, of each comparison's first character.
 */
export function comparisonsWith401(text: string): readonly number[] {
  return text.includes('401') || /unauthorized/i.test(text)
    ? [...text.matchAll(COMPARISON)].map(({ index }) => index)
    : []
}

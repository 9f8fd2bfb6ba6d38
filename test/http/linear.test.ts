import { describe, expect, test } from 'vitest'
import { checkChallenges, HOLE, parseChallenges } from '../../src/http/challenge/index.js'

/** Counts the characters that a reader asks a string for. */
function countReads(value: string): number {
  let reads = 0
  const methods: Record<string, (...args: number[]) => unknown> = {
    slice: (start, end) => {
      const part = value.slice(start, end)
      reads += part.length
      return part
    },
    codePointAt: (at = 0) => {
      reads++
      return value.codePointAt(at)
    },
  }
  const indexOf = (searched: string, from: number): number => {
    const at = value.indexOf(searched, from)
    reads += (at < 0 ? value.length : at) - from + 1
    return at
  }
  const counted = new Proxy(
    {},
    {
      get(_, key) {
        if (key === 'length') return value.length
        if (key === 'indexOf') return indexOf
        if (typeof key === 'symbol') throw new Error('The reader asks for something that is not counted.')
        if (/^\d+$/.test(key)) {
          reads++
          return value[Number(key)]
        }
        const method = methods[key]
        if (!method) throw new Error(`The reader asks for ${key}, which is not counted.`)
        return method
      },
    },
  )
  Reflect.apply(parseChallenges, undefined, [counted])
  return reads
}

// prettier-ignore
const PIECES = [
  'a=', 'a="', "a='", "a='b'c ", 'a=b ', ',', ', ', ' ', ';', ': ', '"', '\\"', 'Basic ', 'Basic realm=x ', 'Bearer a="b" ',
  'a="b,c="', 'a="b,c="d', 'realm=\\"', HOLE, `${HOLE} `, `a=${HOLE} `, 'a b ', 'é', '\n', 'x="\\\\"', 'a = ', '/=', '==', '!', 'a ', "'", "='",
  'a  =  "b"  ', 'Basic=x Basic ', 'a=b Basic c', '\\',
]

describe('hostile values', () => {
  test.for(PIECES)('%j: twice the text, at most twice the reads', (piece) => {
    for (const head of ['', 'Bearer ', 'Bearer a=', 'Bearer a="']) {
      const small = countReads(head + piece.repeat(500))
      const large = countReads(head + piece.repeat(1000))
      expect(large).toBeLessThanOrEqual(2.01 * small + 50)
      expect(large).toBeLessThanOrEqual(40 * (head.length + 1000 * piece.length))
    }
  })

  test.for(PIECES)('%j: a long value of it is checked', (piece) => {
    const long = piece.repeat(Math.ceil(20_000 / piece.length))
    for (const value of [long, `${long}x`, `Bearer ${long}`]) {
      expect(checkChallenges(value, { statuses: [], credentials: 'unknown' })).toBeInstanceOf(Array)
    }
  })
})

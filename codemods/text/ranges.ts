import { firstFrom } from '../../src/analysis/sorted.js'
import type { TextRange } from '../../src/model/text.js'
import { overlaps } from './splice.js'

/** Ranges of one text that do not touch each other. A thousand edits of one file are asked for in a thousand look-ups, not a million. */
export interface Ranges {
  /** Whether a range overlaps one that was added, or is an insertion at the place of another. */
  readonly touches: (range: TextRange) => boolean
  /** Adds a range that touches none. */
  readonly add: (range: TextRange) => void
}

export function createRanges(): Ranges {
  const sorted: TextRange[] = []
  const placeOf = (start: number): number => firstFrom(sorted, start, (one) => one.start)
  return {
    touches: (range) => {
      let place = Math.max(0, placeOf(range.start) - 1)
      for (let one = sorted[place]; one !== undefined && one.start <= range.end; one = sorted[++place])
        if (overlaps(one, range) || isSameInsertion(one, range)) return true
      return false
    },
    add: (range) => {
      sorted.splice(placeOf(range.start), 0, range)
    },
  }
}

function isSameInsertion(a: TextRange, b: TextRange): boolean {
  return a.start === a.end && b.start === b.end && a.start === b.start
}

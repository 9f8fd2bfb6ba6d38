import type { AnalysisContext } from './context.js'
import { createMemory, type Memory } from './memory.js'
import { whileUnderway } from './remembered.js'
import type { FunctionNode } from './syntax.js'

/** What was found out about a function, and how many levels of functions, its own among them, that took. */
interface Answer<T> {
  readonly value: T
  readonly height: number
}

/** What is being worked out: the levels that were looked at below it, and whether one was left out. */
interface Frame {
  height: number
  isCut: boolean
}

/**
 * A question about functions whose answer takes those of the functions that they call. So many levels of calls are looked at, also of
 * those that lead back to where they started; what lies deeper is `cut`, which has to mean "unknown". The answer depends on the
 * function and on the levels that are left alone, never on what has been asked before.
 */
export function createUnrolled<T>(levels: number, cut: T): (cx: AnalysisContext, fn: FunctionNode, work: () => T) => T {
  // whole answers hold wherever enough levels are left; one that is cut holds for as many as there were
  const whole = createMemory<Answer<T>>()
  const parts: readonly Memory<Answer<T>>[] = Array.from({ length: levels }, () => createMemory<Answer<T>>())
  let left = levels
  let frame: Frame | undefined
  const note = (height: number, isCut: boolean): void => {
    if (frame === undefined) return
    frame.height = Math.max(frame.height, height)
    frame.isCut ||= isCut
  }
  return (cx, fn, work) => {
    const part = parts[left - 1]
    if (part === undefined) {
      note(0, true)
      return cut
    }
    const known = whole.recall(cx, fn)
    if (known !== undefined && known.height <= left) {
      note(known.height, false)
      return known.value
    }
    const before = part.recall(cx, fn)
    if (before !== undefined) {
      note(before.height, true)
      return before.value
    }
    const own: Frame = { height: 0, isCut: false }
    const around = frame
    const workBelow = (): Answer<T> => {
      frame = own
      left -= 1
      try {
        return { value: whileUnderway(work), height: own.height + 1 }
      } finally {
        left += 1
        frame = around
      }
    }
    const isWhole = (): boolean => !own.isCut
    const isPart = (): boolean => own.isCut
    const { value, height } = part.learn(cx, fn, () => whole.learn(cx, fn, workBelow, isWhole), isPart)
    note(height, own.isCut)
    return value
  }
}

/** What progress needs of a stream; `process.stderr` has it. */
export interface ProgressStream {
  readonly isTTY?: boolean
  readonly write: (text: string) => unknown
}

export interface Progress {
  /** `done` of `total`, as in `Analysing 12 of 340`. */
  readonly update: (message: string, done?: number, total?: number) => void
  /** Takes the line away, before anything else is printed. */
  readonly clear: () => void
}

/** Work that is done by then is not worth a word. */
const QUIET_FOR = 1000
const BETWEEN = 100
const CLEAR = '\r\u001b[K'

/** One line that is written over, on a terminal alone and only when the work takes long. */
export function createProgress(stream: ProgressStream, now: () => number = Date.now): Progress {
  const silent = stream.isTTY !== true || process.env['TERM'] === 'dumb'
  const start = now()
  let last = -Infinity
  let shown = false
  return {
    update: (message, done, total) => {
      const time = now()
      if (silent || time - start < QUIET_FOR || time - last < BETWEEN) return
      last = time
      shown = true
      const count = done === undefined || total === undefined ? '' : ` ${done + 1} of ${total}`
      stream.write(`${CLEAR}${message}${count}…`)
    },
    clear: () => {
      if (shown) stream.write(CLEAR)
      shown = false
    },
  }
}

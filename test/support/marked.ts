/** A place in code as ESLint reports it. */
export interface Place {
  readonly line: number
  readonly column: number
  readonly endLine: number
  readonly endColumn: number
}

/** Takes the marks out of code in which `⟦…⟧` stands around every place that is reported. */
export function readMarks(marked: string): { readonly code: string; readonly places: readonly Place[] } {
  const places: Place[] = []
  let code = ''
  let open: number | undefined
  for (const piece of marked.split(/([⟦⟧])/)) {
    if (piece === '⟦') open = code.length
    else if (piece === '⟧') {
      if (open === undefined) throw new Error(`A mark closes that was never opened: ${marked}`)
      places.push(placeOf(code, open, code.length))
      open = undefined
    } else code += piece
  }
  if (open !== undefined) throw new Error(`A mark is never closed: ${marked}`)
  return { code, places }
}

function placeOf(code: string, start: number, end: number): Place {
  const before = code.slice(0, start).split('\n')
  const upTo = code.slice(0, end).split('\n')
  return {
    line: before.length,
    column: (before.at(-1)?.length ?? 0) + 1,
    endLine: upTo.length,
    endColumn: (upTo.at(-1)?.length ?? 0) + 1,
  }
}

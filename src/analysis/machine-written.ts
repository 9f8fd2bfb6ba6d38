const GENERATED = /^\s*(?:\/\/|\/\*|\*|#).*@generated\b/m

/**
 * Whether nobody writes a file by hand: it says so itself, or its lines are as long as no hand makes them, all through the file.
 * What is changed there is gone with the next run of the tool that wrote it.
 */
export function machineWritten(text: string): 'generated' | 'minified' | undefined {
  if (GENERATED.test(text.slice(0, 2000))) return 'generated'
  return isMinified(text) ? 'minified' : undefined
}

function isMinified(text: string): boolean {
  if (text.length < 5000) return false
  let lines = 1
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lines++
  return text.length / lines > 500
}

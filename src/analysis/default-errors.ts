import type { Framework } from '../frameworks/define.js'

/** Whether every framework of a package sends the `headers` of a thrown error when nothing of the project handles it. */
export function sendsErrorHeaders(inUse: readonly Framework[]): boolean {
  const all = answering(inUse)
  return all.length > 0 && all.every((one) => one.thrown?.headers !== undefined && errorHandlers(one).length > 0)
}

/**
 * Whether a text may register an error handler of its own, which may drop the headers of an error: it names a registrar,
 * or it has a function whose number of parameters makes it one and whose first is named after an error.
 */
export function mayHandleErrors(text: string, inUse: readonly Framework[]): boolean {
  return answering(inUse)
    .flatMap(errorHandlers)
    .some((pattern) => pattern.test(text))
}

/** Frameworks that answer thrown errors. */
function answering(inUse: readonly Framework[]): readonly Framework[] {
  return inUse.filter((one) => one.thrown !== undefined)
}

function errorHandlers({ central = [] }: Framework): readonly RegExp[] {
  return central
    .filter((one) => one.sees === 'errors')
    .map(({ registrars = [], properties = [], parameters }) => {
      if (parameters === undefined) return new RegExp(`\\b(?:${[...registrars, ...properties].join('|')})\\b`)
      const further = '\\s*,\\s*\\w+(?:\\s*:[^,()]+)?'.repeat(parameters - 1)
      return new RegExp(`\\(\\s*_?(?:e|ex|err\\w*|error\\w*|exception)(?:\\s*:[^,()]+)?${further}\\s*,?\\s*\\)`, 'i')
    })
}

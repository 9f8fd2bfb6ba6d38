import { frameworks } from '../frameworks/index.js'
import type { Framework } from '../frameworks/define.js'

/** Frameworks that a package depends on and that answer thrown errors. */
function answering(dependencies: readonly string[]): readonly Framework[] {
  return frameworks.filter(
    (one) => one.thrown !== undefined && one.packages.some((name) => dependencies.includes(name)),
  )
}

/** Whether every framework of a package sends the `headers` of a thrown error when nothing of the project handles it. */
export function sendsErrorHeaders(dependencies: readonly string[]): boolean {
  const all = answering(dependencies)
  return all.length > 0 && all.every((one) => one.thrown?.headers !== undefined && errorHandlers(one).length > 0)
}

/**
 * Whether a text may register an error handler of its own, which may drop the headers of an error: it names a registrar,
 * or it has a function whose number of parameters makes it one and whose first is named after an error.
 */
export function mayHandleErrors(text: string, dependencies: readonly string[]): boolean {
  return answering(dependencies)
    .flatMap(errorHandlers)
    .some((pattern) => pattern.test(text))
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

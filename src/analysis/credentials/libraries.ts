import type * as t from 'typescript'
import {
  CREDENTIAL_LIBRARIES,
  CREDENTIAL_METHODS,
  isListed,
  STRATEGIES,
  STRATEGY_TAKERS,
  type CredentialLibrary,
} from '../../frameworks/credential-libraries.js'
import { GUARD_OPTIONS, type CredentialOption } from '../../frameworks/credential-options.js'
import type { AnalysisContext } from '../context.js'
import { pathText, rootOf, speakingName } from '../guards/names.js'
import { resolve, type Target } from '../resolve.js'
import { packageOfModule } from '../module-names.js'
import { stringValue } from '../strings.js'
import { functionOf } from '../called-function.js'
import { summaryOf } from '../summaries.js'
import { isAccess, unwrapAwait } from '../syntax.js'
import { isAboutCaller } from './lexicon.js'
import { pluginsBehind } from './plugins.js'

/** What a library's function has to do with credentials. */
export interface LibraryReading {
  readonly scheme: string
  readonly isChecker: boolean
  /** What the options of its function, which come first, may say of where the credentials are. */
  readonly options?: readonly CredentialOption[]
  /** To register it puts the check before all routes, unless this option is off. */
  readonly hookOption?: string
}

const MOST_STEPS = 3

/** The scheme of the credentials that a call of a library reads or checks; also of one that the project has made with it (`auth.api.getSession()`). */
export function readingOfLibrary(cx: AnalysisContext, callee: t.Expression): LibraryReading | undefined {
  const { ts } = cx
  const node = unwrapAwait(ts, callee)
  const direct = ofTarget(cx, resolve(cx, node), 0)
  if (direct) return direct
  const [registered] = pluginsBehind(cx, node)
  if (registered) return { scheme: registered.plugin.usual, isChecker: false }
  if (isAccess(ts, node)) {
    const scheme = schemeOf(CREDENTIAL_METHODS, speakingName(cx, node))
    if (scheme !== undefined) return { scheme, isChecker: false }
  }
  const root = rootOf(cx, node)
  if (root === undefined || root === node || !isAboutCaller(pathText(cx, node))) return undefined
  return ofTarget(cx, resolve(cx, root), 0)
}

/** The same, for what a file hands on from a library. */
export function readingOfTarget(cx: AnalysisContext, target: Target): LibraryReading | undefined {
  return ofTarget(cx, target, 0)
}

/** `passport.authenticate('jwt')`, `AuthGuard('basic')`. */
export function readingOfStrategy(cx: AnalysisContext, call: t.CallExpression): LibraryReading | undefined {
  const { ts } = cx
  if (!STRATEGY_TAKERS.includes(speakingName(cx, call.expression))) return undefined
  const names = call.arguments.flatMap((argument) =>
    ts.isArrayLiteralExpression(argument) ? [...argument.elements] : [argument],
  )
  for (const name of names) {
    const scheme = schemeOf(STRATEGIES, stringValue(cx, name) ?? '')
    if (scheme !== undefined) return { scheme, isChecker: false }
  }
  return undefined
}

function schemeOf(table: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined
}

function ofTarget(cx: AnalysisContext, target: Target | undefined, steps: number): LibraryReading | undefined {
  const { ts } = cx
  if (target === undefined || steps > MOST_STEPS) return undefined
  if (target.kind === 'external') return ofPackage(target.module, target.path)
  if (target.kind !== 'node') return undefined
  const made = madeBy(cx, target.node)
  if (made === undefined) return undefined
  const direct = ofTarget(cx, resolve(cx, made.expression), steps + 1)
  if (direct) return direct
  // const supabase = await createClient(), which hands back what the library made
  const fn = functionOf(cx, made.expression)
  const [result] = fn ? summaryOf(cx, fn).results : []
  const value = result && unwrapAwait(ts, result)
  return value && ts.isCallExpression(value) ? ofTarget(cx, resolve(cx, value.expression), steps + 1) : undefined
}

/** The call that a variable, or what is taken out of it by a pattern, comes from. */
function madeBy(cx: AnalysisContext, node: t.Node): t.CallExpression | undefined {
  const { ts } = cx
  let at = node
  while (ts.isBindingElement(at)) at = at.parent.parent
  const value = ts.isVariableDeclaration(at) ? at.initializer : at
  const made = value && ts.isExpression(value) ? unwrapAwait(ts, value) : undefined
  return made && ts.isCallExpression(made) ? made : undefined
}

function ofPackage(module: string, path: readonly string[]): LibraryReading | undefined {
  const found = CREDENTIAL_LIBRARIES.find((library) => isOf(library, module, path))
  const options = GUARD_OPTIONS[module] ?? GUARD_OPTIONS[packageOfModule(module)]
  return (
    found && {
      scheme: found.scheme,
      isChecker: found.isChecker === true,
      ...(options && { options }),
      ...(found.hookOption !== undefined && { hookOption: found.hookOption }),
    }
  )
}

function isOf({ packages, members }: CredentialLibrary, module: string, path: readonly string[]): boolean {
  const isPackage = isListed(packageOfModule(module), packages) || packages.includes(module)
  return isPackage && (members === undefined || path.some((part) => members.includes(part)))
}

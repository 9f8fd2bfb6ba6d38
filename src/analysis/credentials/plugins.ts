import type * as t from 'typescript'
import { CREDENTIAL_PLUGINS, REGISTERS, type CredentialPlugin } from '../../frameworks/credential-options.js'
import { calledBy } from '../callers.js'
import type { AnalysisContext } from '../context.js'
import { occurrencesOf } from '../occurrences.js'
import { remembered } from '../remembered.js'
import { pathOf, resolve } from '../resolve.js'
import { isAccess, memberName } from '../syntax.js'
import { textOption } from './options.js'

/** A plugin that an application registers. */
export interface Registered {
  readonly plugin: CredentialPlugin
  readonly options: t.Expression | undefined
}

const MOST_FILES = 10

/** The registrations of the package whose plugin gives requests the method that is called: `request.jwtVerify()`. */
export function pluginsBehind(cx: AnalysisContext, callee: t.Expression): readonly Registered[] {
  if (!isAccess(cx.ts, callee)) return []
  const name = memberName(cx.ts, callee)
  return registeredIn(cx, pathOf(cx, callee)).filter(({ method }) => method === name)
}

const registeredIn = remembered((cx, path: string): readonly (Registered & { readonly method: string })[] =>
  CREDENTIAL_PLUGINS.flatMap((plugin) =>
    plugin.packages.flatMap((module) =>
      cx.workspace
        .filesLoading(path, module)
        .slice(0, MOST_FILES)
        .flatMap((file) => registrationsIn(cx, cx.workspace.sourceFile(file), plugin)),
    ),
  ),
)

function registrationsIn(
  cx: AnalysisContext,
  file: t.SourceFile | undefined,
  plugin: CredentialPlugin,
): readonly (Registered & { readonly method: string })[] {
  const { ts } = cx
  if (file === undefined) return []
  return occurrencesOf(ts, file, REGISTERS).flatMap((name) => {
    const call = calledBy(ts, name)
    const [first, options] = call && ts.isCallExpression(call) ? call.arguments : []
    const target = first && resolve(cx, first)
    if (target?.kind !== 'external' || !plugin.packages.includes(target.module)) return []
    return [{ plugin, options, method: methodOf(cx, plugin, options) }]
  })
}

/** The name of the method, which options may change; one that cannot be read is no name. */
function methodOf(cx: AnalysisContext, plugin: CredentialPlugin, options: t.Expression | undefined): string {
  const own = options && textOption(cx, options, plugin.renamedBy)
  if (own !== undefined) return own
  const prefix = options && textOption(cx, options, plugin.prefixedBy)
  if (prefix === undefined) return plugin.method
  return prefix === '' ? '' : `${prefix}${plugin.method.charAt(0).toUpperCase()}${plugin.method.slice(1)}`
}

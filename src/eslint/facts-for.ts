import { existsSync } from 'node:fs'
import path from 'node:path'
import type { TSESLint } from '@typescript-eslint/utils'
import type * as t from 'typescript'
import {
  analyseFile,
  createWorkspace,
  mayContainFindings,
  parseFile,
  type TypeScript,
  type Workspace,
} from '../analysis/index.js'
import { isCompiledOutput } from '../analysis/compiled-output.js'
import { machineWritten } from '../analysis/machine-written.js'
import type { FileFacts } from '../model/facts.js'
import type { Settings } from '../model/settings.js'
import { diskHost } from './disk-host.js'
import { loadTypeScript } from './load-typescript.js'

type Context = Readonly<TSESLint.RuleContext<string, readonly unknown[]>>

/** One answer per file and settings, however many rules ask: the tree is the key, so nothing outlives it. */
const answers = new WeakMap<object, { readonly settings: Settings; readonly facts: FileFacts | undefined }>()
const untyped = new WeakMap<TypeScript, Workspace>()
const typed = new WeakMap<t.Program, Workspace>()

const NOTHING: FileFacts = { responses: [], challenges: [], bearers: [], notAnalysed: [] }
// TypeScript 7 is a program without a compiler API. A report and not an exception: that would end the whole run with a stack trace.
const NEEDS_TYPESCRIPT =
  'This file was not read: eslint-plugin-http-status needs TypeScript with a compiler API and found none. Install one: npm install --save-dev typescript@6.'

/** The facts of the file being linted; `undefined` when the text test says that there can be none. */
export function factsFor(context: Context, settings: Settings): FileFacts | undefined {
  const { ast, text } = context.sourceCode
  const known = answers.get(ast)
  if (known?.settings === settings) return known.facts
  const isRead = mayContainFindings(text) && machineWritten(text) === undefined && !isCompiled(context)
  const facts = isRead ? analyse(context, settings) : undefined
  answers.set(ast, { settings, facts })
  return facts
}

/** What the next build would undo is judged at its source; `http-status` leaves it out too. */
function isCompiled({ filename, sourceCode }: Context): boolean {
  const folder = packageFolderOf(path.dirname(filename))
  return (
    folder !== undefined &&
    isCompiledOutput(path.relative(folder, filename).split(path.sep).join('/'), sourceCode.text, (one) =>
      existsSync(path.join(folder, one)),
    )
  )
}

function packageFolderOf(folder: string): string | undefined {
  if (existsSync(path.join(folder, 'package.json'))) return folder
  const above = path.dirname(folder)
  return above === folder ? undefined : packageFolderOf(above)
}

function analyse(context: Context, settings: Settings): FileFacts {
  const { sourceCode, filename } = context
  const services = sourceCode.parserServices
  const tree = services?.esTreeNodeToTSNodeMap?.get(sourceCode.ast)
  const program = services?.program ?? undefined
  const ts = loadTypeScript(filename, tree)
  if (ts === undefined) return { ...NOTHING, notAnalysed: [{ message: NEEDS_TYPESCRIPT, start: 0 }] }
  if (tree !== undefined && ts.owns) {
    if (program) {
      const workspace =
        typed.get(program) ?? createWorkspace(ts.module, diskHost, (path) => program.getSourceFile(path))
      typed.set(program, workspace)
      return analyseFile({
        ts: ts.module,
        file: tree,
        path: filename,
        checker: program.getTypeChecker(),
        workspace,
        settings,
      })
    }
    return analyseFile({ ts: ts.module, file: tree, path: filename, workspace: untypedWorkspace(ts.module), settings })
  }
  // another parser (espree, Babel), or a tree of another TypeScript: parse this one file
  const file = parseFile(ts.module, filename, sourceCode.text)
  return analyseFile({ ts: ts.module, file, path: filename, workspace: untypedWorkspace(ts.module), settings })
}

function untypedWorkspace(ts: TypeScript): Workspace {
  const known = untyped.get(ts)
  if (known) return known
  const workspace = createWorkspace(ts, diskHost)
  untyped.set(ts, workspace)
  return workspace
}

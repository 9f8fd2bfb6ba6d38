import type * as t from 'typescript'
import type { Edit } from '../../../model/text.js'
import type { AnalysisContext } from '../../context.js'
import { isFunctionNode } from '../../syntax.js'
import { parseFile } from '../../typescript.js'
import { headerValue } from '../header-value.js'
import type { Operation } from '../operations.js'
import { changesOf, isTelling, type Changes } from './compare.js'
import { INPUTS, TOKEN, type InputKind } from './inputs.js'
import { squeezed, UNKNOWN } from './machine.js'
import { outcomeOf, type HeaderNames, type Outcome } from './run.js'
import { withoutOthers, type Unit } from './surroundings.js'
import { Fault, GiveUp, shown, Thrown } from './values.js'

export type { InputKind }

/**
 * Tries a rewrite: runs the function around it, as it is and as it would be, over values of the header, and compares what becomes of
 * each. `undefined`: the rewrite does harm, or the code cannot be run here, so nothing is known of it.
 */
export function tryRewrite(
  cx: AnalysisContext,
  operation: Operation,
  edits: readonly Edit[],
  mends: boolean,
): Changes | undefined {
  const unit = unitAround(cx, operation.node, edits)
  const made = parseFile(cx.ts, cx.path, applied(withoutOthers(cx.ts, cx.file, unit), edits))
  const other = cx.ts.isSourceFile(unit) ? made : sameUnit(cx, made, unit)
  if (other === undefined) return undefined
  try {
    const names = keepingTokens(cx, unit, other, headerNames(cx, operation, unit))
    const found = new Set<InputKind>()
    let told = false
    const parameters = new Set(cx.ts.isSourceFile(unit) ? [] : unit.parameters.map(({ name }) => name.getText()))
    for (const unknown of UNKNOWN) {
      const run = (one: Unit): Outcome[] => INPUTS.map(({ header }) => outcomeOf(cx.ts, one, names, header, unknown))
      const after = run(other)
      told ||= isTelling(after)
      const changes = changesOf({ before: run(unit), after, parameters }, mends)
      if (changes === undefined) return undefined
      for (const kind of changes) found.add(kind)
    }
    return told ? found : undefined
  } catch (error) {
    if (error instanceof GiveUp || error instanceof Fault || error instanceof Thrown || error instanceof RangeError)
      return undefined
    throw error
  }
}

function applied(text: string, edits: readonly Edit[]): string {
  return [...edits]
    .sort((a, b) => b.range.start - a.range.start)
    .reduce((old, { range, text: by }) => old.slice(0, range.start) + by + old.slice(range.end), text)
}

/** The innermost function that holds the operation and every edit. */
function unitAround(cx: AnalysisContext, node: t.Node, edits: readonly Edit[]): Unit {
  const { ts } = cx
  for (let at: t.Node | undefined = node; at !== undefined; at = at.parent as t.Node | undefined) {
    const start = at.getStart()
    const end = at.getEnd()
    if (isFunctionNode(ts, at) && edits.every(({ range }) => range.start >= start && range.end <= end)) return at
  }
  return cx.file
}

/** The function at the same place: nothing in front of it was changed. */
function sameUnit(cx: AnalysisContext, file: t.SourceFile, unit: t.SignatureDeclaration): Unit | undefined {
  const { ts } = cx
  const start = unit.getStart()
  const visit = (node: t.Node): Unit | undefined => {
    if (node.pos > start || node.end <= start) return undefined
    if (isFunctionNode(ts, node) && node.kind === unit.kind && node.getStart() === start) return node
    return ts.forEachChild(node, visit)
  }
  return ts.forEachChild(file, visit)
}

/** What the header is called in a function: every expression that reads it, and the parameters and bindings that hold it. */
function headerNames(cx: AnalysisContext, { value }: Operation, unit: Unit): Omit<HeaderNames, 'kept'> {
  const { ts } = cx
  const reads = new Set<string>()
  const names = new Set<string>()
  const visit = (node: t.Node): void => {
    if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node) || ts.isCallExpression(node)) {
      const found = headerValue(cx, node)
      if (found?.source === node && found.fold === 'none') reads.add(squeezed(node))
    } else if (ts.isIdentifier(node)) {
      const found = headerValue(cx, node)
      const declaration = found?.declaration
      if (declaration && (ts.isParameter(declaration) || ts.isBindingElement(declaration))) names.add(node.text)
    }
    ts.forEachChild(node, visit)
  }
  visit(unit)
  if (value.declaration && ts.isIdentifier(value.source)) {
    const { declaration } = value
    if (ts.isParameter(declaration) || ts.isBindingElement(declaration)) names.add(value.source.text)
  }
  return { reads, names }
}

/** What a file leaves behind, when nothing else tells what it does: the variables that hold a token in both. */
function keepingTokens(cx: AnalysisContext, unit: Unit, other: Unit, names: Omit<HeaderNames, 'kept'>): HeaderNames {
  const declared = new Set(variablesOf(cx, unit))
  const all: HeaderNames = { ...names, kept: new Set(variablesOf(cx, other).filter((name) => declared.has(name))) }
  const exact = INPUTS.find(({ kind }) => kind === 'exact')
  if (all.kept.size === 0 || exact === undefined) return all
  const nothing: HeaderNames = { ...names, kept: new Set() }
  if (isTelling(INPUTS.map(({ header }) => outcomeOf(cx.ts, other, nothing, header, 'holds')))) return nothing
  const { value } = outcomeOf(cx.ts, other, all, exact.header, 'holds').end
  const held = value.kind === 'object' ? [...value.entries] : []
  return {
    ...names,
    kept: new Set(held.flatMap(([name, one]) => (shown(one) === JSON.stringify(TOKEN) ? [name] : []))),
  }
}

/** The variables that a file declares at its top. */
function variablesOf({ ts }: AnalysisContext, unit: Unit): readonly string[] {
  if (!ts.isSourceFile(unit)) return []
  const namesIn = (name: t.BindingName): readonly string[] =>
    ts.isIdentifier(name)
      ? [name.text]
      : name.elements.flatMap((element) => (ts.isBindingElement(element) ? namesIn(element.name) : []))
  return unit.statements.flatMap((statement) =>
    ts.isVariableStatement(statement)
      ? statement.declarationList.declarations.flatMap(({ name }) => namesIn(name))
      : [],
  )
}

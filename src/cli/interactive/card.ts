import type { Evidence } from '../../../src/model/evidence.js'
import type { EditReport, RunReport } from '../../../codemods/report.js'
import type { Paint } from '../paint.js'
import { pageOf, pendingMessage, ruleOf } from '../reports/rule-of.js'

/** Lines of the file that are shown above and below an edit. */
const CONTEXT = 2

/** What one edit looks like in the terminal: where, why in one sentence, what clients notice, and the lines before and after. */
export function cardOf(edit: EditReport, report: RunReport, number: number, total: number, paint: Paint): string {
  return [
    '',
    `${paint('bold', `${edit.path}:${edit.line}:${edit.column}`)}  ${paint('dim', `${ruleOf(edit.codemod)}, ${number} of ${total}`)}`,
    pendingMessage(edit.codemod),
    ...(edit.doubt === undefined ? [] : [`In doubt: ${edit.doubt}.`]),
    ...edit.effects.map((effect) => `Clients will notice: ${effect}.`),
    '',
    ...diffOf(edit, report, paint),
    '',
    '',
  ].join('\n')
}

function diffOf({ path, preview }: EditReport, { changes }: RunReport, paint: Paint): readonly string[] {
  const text = changes.find((one) => one.path === path)?.before ?? ''
  const lines = text.split(/\r\n|\n|\r/)
  const before = preview.before.split(/\r?\n/)
  const after = preview.after.split(/\r?\n/)
  const first = preview.line - 1
  const last = first + before.length
  const row = (sign: string, line: string, number: number | undefined): string =>
    `${number === undefined ? '    ' : String(number).padStart(4)} ${sign} ${line}`
  const from = Math.max(0, first - CONTEXT)
  return [
    ...lines.slice(from, first).map((line, index) => paint('dim', row(' ', line, from + index + 1))),
    ...before.map((line, index) => paint('red', row('-', line, first + index + 1))),
    ...after.map((line) => paint('green', row('+', line, undefined))),
    ...lines.slice(last, last + CONTEXT).map((line, index) => paint('dim', row(' ', line, last + index + 1))),
  ]
}

const EVIDENCE: Readonly<Record<Evidence, string>> = {
  type: 'its type is imported from the framework',
  import: 'the value is traced to the framework',
  handler: 'it is a parameter of a handler',
  name: 'only its name says so',
}

/**
 * The answer to "why": the rule's own words, how the place was recognised, and how the challenge was chosen.
 * Broken between words where a line would be longer than `width`.
 */
export function reasonOf(edit: EditReport, { details, packages }: RunReport, width: number): string {
  const isHere = (one: { path: string; line: number; column: number }): boolean =>
    one.path === edit.path && one.line === edit.line && one.column === edit.column
  const rule = ruleOf(edit.codemod)
  const finding = details?.findings.find((one) => isHere(one) && one.rule === rule)
  const site = details?.sites.find(isHere)
  const owner = packages
    .filter((one) => one.challenge && one.challenge.value !== '' && isBelow(edit.path, one.path))
    .toSorted((a, b) => b.path.length - a.path.length)[0]
  return [
    finding?.message ?? pendingMessage(edit.codemod),
    ...(site ? [`Recognised as ${site.framework}: ${EVIDENCE[site.evidence]}.`] : []),
    ...(site && site.conditions.length > 0 ? [`Reached when: ${site.conditions.join(', then ')}.`] : []),
    ...(edit.codemod === 'header' && owner?.challenge
      ? [`Challenge: ${owner.challenge.value} (${owner.challenge.because}).`]
      : []),
    `More: ${pageOf(rule)}`,
  ]
    .map((line) => wrap(line, width))
    .join('\n')
}

function wrap(text: string, width: number): string {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines.join('\n')
}

function isBelow(file: string, folder: string): boolean {
  return folder === '.' || file.startsWith(`${folder}/`)
}

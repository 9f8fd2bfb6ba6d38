import type { EditReport, LeaveReport, PackageReport, RunReport, TypesReport } from '../../codemods/report.js'
import type { Command } from './arguments.js'
import type { Paint } from './paint.js'

export interface TextOptions {
  readonly command: Command
  /** Whether the run was asked to write. */
  readonly write: boolean
  readonly quiet: boolean
  readonly verbose: boolean
  readonly paint: Paint
  /** The diff of every change, in order; empty when it is not wanted. */
  readonly diffs: readonly string[]
}

/** The report for people: the diff, then what was decided and why, what was edited, what is left and why, what failed. */
export function formatText(report: RunReport, options: TextOptions): string {
  const { paint, quiet } = options
  const sections = [
    ...(quiet ? [] : options.diffs.map((diff) => paintDiff(diff, paint))),
    ...(quiet ? [] : report.packages.map((one) => packageSection(one, report.packages.length > 1, paint))),
    ...(quiet ? [] : [editSection(report.edits, options), remarkSection(report)]),
    ...(quiet ? [] : [leaveSection(report.leaves, paint), laterSection(report, options)]),
    failureSection(report, paint),
    ...(options.verbose ? [notApplicableSection(report)] : []),
    summary(report, options),
  ]
  return `${sections.filter((one) => one !== '').join('\n\n')}\n`
}

/** A unified diff without its last line break, coloured line by line. */
export function paintDiff(diff: string, paint: Paint): string {
  return diff
    .trimEnd()
    .split('\n')
    .map((line) => {
      if (line.startsWith('---') || line.startsWith('+++')) return paint('bold', line)
      if (line.startsWith('@@')) return paint('cyan', line)
      return line.startsWith('+') ? paint('green', line) : line.startsWith('-') ? paint('red', line) : line
    })
    .join('\n')
}

function packageSection({ path, challenge, helper, types }: PackageReport, several: boolean, paint: Paint): string {
  const value = challenge && challenge.value !== '' ? `${challenge.value} ` : ''
  return [
    ...(several ? [paint('bold', path)] : []),
    ...(challenge ? [`Challenge: ${value}(${challenge.because})`] : []),
    ...(helper ? [`Helper: ${helper.path} (${helper.state})`] : []),
    ...(types && types.checked > 0 ? [typesLine(types)] : []),
  ].join('\n')
}

function typesLine({ checked, unchecked, undone }: TypesReport): string {
  const others = unchecked > 0 ? `, ${unchecked} not (JavaScript, or without a tsconfig.json that loads)` : ''
  return `Types: ${plural(checked, 'file')} checked before and after${others}; ${plural(undone, 'edit')} undone`
}

/** A preview is quick because it leaves the slowest part to the run that writes. */
function laterSection({ edits, packages }: RunReport, { command, write }: TextOptions): string {
  const isLater = command === 'fix' && !write && edits.length > 0 && packages.every((one) => one.types === undefined)
  return isLater ? 'Types and formatting are checked at --write; --verify checks them now.' : ''
}

function editSection(edits: readonly EditReport[], options: TextOptions): string {
  if (edits.length === 0) return ''
  const made = options.write ? 'edited' : 'to edit'
  const byCodemod = groupBy(edits, (one) => one.codemod)
  const lines = [
    options.paint(
      'bold',
      `${plural(edits.length, 'place')} ${made} in ${plural(new Set(edits.map((one) => one.path)).size, 'file')}:`,
    ),
  ]
  const listed = options.command === 'check' || options.verbose
  for (const [codemod, group] of byCodemod) {
    const optional = group.filter((one) => one.optional).length
    lines.push(
      `  ${codemod} (${group.length}${optional > 0 ? `; check counts ${group.length - optional} of them` : ''})`,
    )
    if (listed) lines.push(...group.map((one) => `    ${place(one)}`))
  }
  const noticed = groupBy(
    edits.flatMap((edit) => edit.effects.map((effect) => ({ edit, key: `${edit.codemod}: ${effect}` }))),
    (one) => one.key,
  )
  if (noticed.size > 0) lines.push('', 'Clients will notice:')
  for (const [key, group] of noticed)
    lines.push(`  ${key} (${group.length})`, ...group.map(({ edit }) => `    ${place(edit)}`))
  return lines.join('\n')
}

function remarkSection({ remarks }: RunReport): string {
  const groups = groupBy(remarks, (one) => `${one.code}: ${one.text}`)
  return [...groups]
    .map(([key, group]) =>
      [
        `${key} (${group.length})`,
        ...group.map((one) => `    ${one.path}${one.line === undefined ? '' : `:${String(one.line)}`}`),
      ].join('\n'),
    )
    .join('\n')
}

function leaveSection(leaves: readonly LeaveReport[], paint: Paint): string {
  if (leaves.length === 0) return ''
  const lines = [paint('bold', `${plural(leaves.length, 'place')} left:`)]
  for (const [key, group] of groupBy(leaves, (one) => `${one.code}: ${one.text}`)) {
    lines.push(`  ${key} (${group.length})`, ...group.map((one) => `    ${place(one)}`))
  }
  return lines.join('\n')
}

function failureSection({ failures }: RunReport, paint: Paint): string {
  if (failures.length === 0) return ''
  return [
    paint('red', `${plural(failures.length, 'file')} with problems:`),
    ...failures.map((one) => `  ${one.path} ${one.message}`),
  ].join('\n')
}

function notApplicableSection({ notApplicable }: RunReport): string {
  const entries = Object.entries(notApplicable)
  return entries.length === 0
    ? ''
    : `Not looked at: ${entries.map(([reason, count]) => `${count} ${reason}`).join(', ')}`
}

function summary(report: RunReport, { command, write }: TextOptions): string {
  const { edits, leaves, written, interrupted } = report
  if (interrupted) {
    return written.length === 0
      ? 'Interrupted. Nothing was written.'
      : ['Interrupted. Written before that:', ...written.map((one) => `  ${one}`)].join('\n')
  }
  const scope = `${plural(report.filesScanned, 'file')} read`
  const unresolved = leaves.filter((one) => one.unresolved).length
  if (edits.length === 0)
    return `Nothing to change. ${scope}${unresolved > 0 ? `, ${plural(unresolved, 'place')} to do by hand` : ''}.`
  if (write) return `${plural(written.length, 'file')} written. ${scope}.`
  return command === 'check'
    ? `Run http-status fix --write to apply. ${scope}.`
    : `Nothing was written. Add --write to apply. ${scope}.`
}

function place({ path, line, column }: { path: string; line: number; column: number }): string {
  return `${path}:${line}:${column}`
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

function groupBy<T>(items: readonly T[], key: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const group = groups.get(key(item))
    if (group) group.push(item)
    else groups.set(key(item), [item])
  }
  return groups
}

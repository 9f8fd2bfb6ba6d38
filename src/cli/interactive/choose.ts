import type { Choice } from '../../../codemods/options.js'
import type { EditReport, RunReport } from '../../../codemods/report.js'

export const ANSWERS = ['why', 'yes', 'no', 'all', 'rest', 'skip', 'quit'] as const

/** `interrupt`: Ctrl-C, or the terminal went away. */
export type Answer = (typeof ANSWERS)[number] | 'interrupt'

/** How somebody is asked; the terminal is behind it. */
export interface Dialogue {
  /** Shows one edit: the first of `total` is number 1. */
  readonly show: (edit: EditReport, number: number, total: number) => void
  readonly ask: (edit: EditReport) => Promise<Answer>
  readonly explain: (edit: EditReport) => void
}

/** Asks for one edit after the other, by file and line; one in doubt is asked about even when all are accepted. What was accepted before a quit or an interruption stays accepted. */
export async function chooseEdits(report: RunReport, dialogue: Dialogue): Promise<Choice> {
  const edits = inOrder(report)
  const accepted: EditReport[] = []
  const acceptedRules = new Set<string>()
  const acceptedFiles = new Set<string>()
  const skippedFiles = new Set<string>()
  for (const [index, edit] of edits.entries()) {
    if (skippedFiles.has(edit.path)) continue
    if (edit.doubt === undefined && (acceptedRules.has(edit.codemod) || acceptedFiles.has(edit.path))) {
      accepted.push(edit)
      continue
    }
    dialogue.show(edit, index + 1, edits.length)
    const answer = await decide(edit, dialogue)
    if (answer === 'quit' || answer === 'interrupt') return { accepted, interrupted: answer === 'interrupt' }
    if (answer === 'skip') skippedFiles.add(edit.path)
    if (answer === 'all') acceptedRules.add(edit.codemod)
    if (answer === 'rest') acceptedFiles.add(edit.path)
    if (answer === 'yes' || answer === 'all' || answer === 'rest') accepted.push(edit)
  }
  return { accepted, interrupted: false }
}

async function decide(edit: EditReport, dialogue: Dialogue): Promise<Exclude<Answer, 'why'>> {
  for (;;) {
    const answer = await dialogue.ask(edit)
    if (answer !== 'why') return answer
    dialogue.explain(edit)
  }
}

/** Files as the report has them, each from top to bottom. */
function inOrder({ edits }: RunReport): readonly EditReport[] {
  const files = [...new Set(edits.map((one) => one.path))]
  return files.flatMap((file) =>
    edits.filter((one) => one.path === file).toSorted((a, b) => a.line - b.line || a.column - b.column),
  )
}

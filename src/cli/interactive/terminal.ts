import { isCancel, log, selectKey } from '@clack/prompts'
import type { RunReport } from '../../../codemods/report.js'
import type { Paint } from '../paint.js'
import { cardOf, reasonOf } from './card.js'
import { ANSWERS, type Answer, type Dialogue } from './choose.js'

/** Each answer is typed by its first letter. Enter alone means the first one, which decides nothing. */
const LABELS: Readonly<Record<(typeof ANSWERS)[number], string>> = {
  why: 'why: explain, then ask again',
  yes: 'yes, make this edit',
  no: 'no, leave this place',
  all: 'all: this one and every later one of this rule',
  rest: 'rest: this one and the others in this file',
  skip: 'skip the rest of this file',
  quit: 'quit and write what was accepted',
}

/** What stands before each line of an explanation. */
const GUIDE = 4

/** Asks in the terminal, one key an answer. `signal` ends a question that is waiting. */
export function terminalDialogue(report: RunReport, paint: Paint, signal: AbortSignal): Dialogue {
  return {
    show: (edit, number, total) => process.stdout.write(cardOf(edit, report, number, total, paint)),
    ask: async (edit) => {
      const answer = await selectKey({
        message: `${edit.path}:${edit.line}: edit?`,
        options: ANSWERS.map((one) => ({ value: one.charAt(0), label: LABELS[one] })),
        signal,
      })
      return isCancel(answer) ? 'interrupt' : toAnswer(answer)
    },
    explain: (edit) => {
      log.message(reasonOf(edit, report, process.stdout.columns - GUIDE))
    },
  }
}

function toAnswer(letter: string | undefined): Answer {
  return ANSWERS.find((one) => one.charAt(0) === letter) ?? 'why'
}

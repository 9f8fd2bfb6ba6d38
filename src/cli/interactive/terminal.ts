import { isCancel, log, selectKey } from '@clack/prompts'
import type { RunReport } from '../../../codemods/report.js'
import type { Paint } from '../paint.js'
import { cardOf, reasonOf } from './card.js'
import { ANSWERS, type Answer, type Dialogue } from './choose.js'

const LABELS: Readonly<Record<(typeof ANSWERS)[number], string>> = {
  yes: 'make this edit',
  no: 'leave this place',
  all: 'this one and every later one of this rule',
  rest: 'this one and the rest of this file',
  skip: 'nothing more in this file',
  why: 'explain',
  quit: 'stop here and write what was accepted',
}

/** Asks in the terminal, one key an answer. `signal` ends a question that is waiting. */
export function terminalDialogue(report: RunReport, paint: Paint, signal: AbortSignal): Dialogue {
  return {
    show: (edit, number, total) => process.stdout.write(cardOf(edit, report, number, total, paint)),
    ask: async (edit) => {
      const answer = await selectKey({
        message: `${edit.path}:${edit.line}: edit?`,
        options: ANSWERS.map((value) => ({ value, label: `${value}: ${LABELS[value]}` })),
        signal,
      })
      return isCancel(answer) ? 'interrupt' : toAnswer(answer)
    },
    explain: (edit) => {
      log.message(reasonOf(edit, report))
    },
  }
}

/** Enter alone is no answer: the question comes again, with the explanation. */
function toAnswer(value: string | undefined): Answer {
  return ANSWERS.find((one) => one === value) ?? 'why'
}

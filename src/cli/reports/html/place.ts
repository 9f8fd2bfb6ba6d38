import type { Evidence } from '../../../../src/model/evidence.js'
import type { EditReport } from '../../../../codemods/report.js'
import { pageOf } from '../rule-of.js'
import { html, type Markup } from './markup.js'
import { rulesOf, type Row, type Verdict } from './model.js'

export const VERDICTS: Readonly<Record<Verdict, string>> = {
  finding: '✗ To mend',
  compliant: '✓ Compliant',
  undecided: '? Not judged',
}

const EVIDENCE: Readonly<Record<Evidence, string>> = {
  type: 'known by its type',
  import: 'traced to an import',
  handler: 'parameter of a handler',
  name: 'by its name alone',
}

/** One place: what it is, what is said of it, and the code before and after. */
export function placeOf(row: Row, isWritten: boolean): Markup {
  const { line, column, subject, verdict, framework, evidence, conditions } = row
  const rules = rulesOf(row)
  return html`<article
    class="${verdict}"
    data-verdict="${verdict}"
    data-subject="${subject.replaceAll(' or ', ' ')}"
    data-framework="${framework}"
    data-rule="${rules.join(' ')}"
  >
    <header>
      <h4>${subject} <span class="soft">at ${line}:${column}</span></h4>
      <span class="tag ${verdict}">${VERDICTS[verdict]}</span>
      ${framework === undefined ? undefined : html`<span class="tag plain">${framework}</span>`}
      ${evidence === undefined ? undefined : html`<span class="soft">${EVIDENCE[evidence]}</span>`}
    </header>
    ${row.findings.map(({ message, rule }) => html`<p>${prose(message)} ${ruleLink(rule)}</p>`)}
    ${row.leaves.map(
      ({ code, text, unresolved }) =>
        html`<p class="soft">${unresolved ? 'Left to a person' : 'Note'}: ${text} (${code}).</p>`,
    )}
    ${row.edits
      .flatMap((one) => one.effects)
      .map((effect) => html`<p><strong>Clients will notice:</strong> ${effect}.</p>`)}
    ${
      conditions.length === 0
        ? undefined
        : html`<p class="soft">
            Reached when ${conditions.map((one, index) => html`${index === 0 ? '' : ', then '}<code>${one}</code>`)}
          </p>`
    }
    ${row.edits.length > 0 ? row.edits.map((edit) => changeOf(edit, isWritten)) : codeOf(row)}
  </article>`
}

/** Messages put code between backticks. */
function prose(message: string): readonly Markup[] {
  return message.split('`').map((text, index) => (index % 2 === 1 ? html`<code>${text}</code>` : html`${text}`))
}

function ruleLink(rule: string): Markup {
  return html`<a href="${pageOf(rule)}">${rule}</a>`
}

function changeOf({ preview }: EditReport, isWritten: boolean): Markup {
  const indent = indentOf(`${preview.before}\n${preview.after}`)
  const lines = (text: string): readonly string[] => text.split(/\r?\n/).map((line) => line.slice(indent))
  return html`<pre
    role="group"
    aria-label="${isWritten ? 'Before and after' : 'Before, and after http-status fix'}"
    tabindex="0"
  >
${lines(preview.before).map((line) => html`<del>${line}</del>`)}${lines(preview.after).map(
      (line) => html`<ins>${line}</ins>`,
    )}</pre>`
}

function codeOf({ code, verdict }: Row): Markup | undefined {
  if (code === undefined) return undefined
  const indent = indentOf(code)
  const lines = code.split('\n').map((line) => line.slice(indent))
  const block = html`<pre role="group" aria-label="Code" tabindex="0">${lines.join('\n')}</pre>`
  return verdict === 'finding'
    ? block
    : html`<details>
        <summary>Code</summary>
        ${block}
      </details>`
}

/** The indentation that every line with something on it shares. */
function indentOf(text: string): number {
  const widths = text.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.search(/\S/)]))
  return Math.min(...widths)
}

import { createHash } from 'node:crypto'
import type { RunReport } from '../../../../codemods/report.js'
import { html, verbatim, type Markup } from './markup.js'
import { modelOf, type Model, type Row, type Totals } from './model.js'
import { placeOf, VERDICTS } from './place.js'
import { SCRIPT } from './script.js'
import { STYLE } from './style.js'

export interface HtmlOptions {
  /** What the page is about: the name of the project. */
  readonly title: string
  readonly version: string
  /** `2026-11-21`. */
  readonly date: string
}

/**
 * One self-contained page with every 401 and 403 of a repository. It fetches nothing, and its own policy (by hashes of its one style
 * and its one script) lets nothing else in.
 */
export function formatHtml(report: RunReport, { title, version, date }: HtmlOptions): string {
  const model = modelOf(report)
  const policy = `default-src 'none'; style-src '${hashOf(STYLE)}'; script-src '${hashOf(SCRIPT)}'; base-uri 'none'; form-action 'none'`
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>401 and 403 responses of ${title}</title>
        ${verbatim(`<style>${STYLE}</style>`)}
      </head>
      <body>
        <header class="top">
          <h1>401 and 403 responses of ${title}</h1>
          <p class="soft">${date} · ${report.filesScanned} source files read · http-status ${version}</p>
        </header>
        <main>
          ${figures(model)} ${bar(model.totals)} ${frameworks(model)} ${challenges(report)} ${problems(report)}
          <h2 id="places">Places</h2>
          ${filters(model)}
          <output for="filters"></output>
          ${files(model.rows).map(([path, rows]) => file(path, rows, report.written.includes(path)))}
          ${model.rows.length === 0 ? html`<p>No response with 401 or 403 was found.</p>` : undefined}
        </main>
        <footer>
          <p>
            A 401 is compliant when it carries a WWW-Authenticate challenge on every path (RFC 9110, 15.5.2); a 403 when
            it does not answer missing or invalid credentials. What is not judged is not known well enough to say.
          </p>
        </footer>
        ${verbatim(`<script>${SCRIPT}</script>`)}
      </body>
    </html>`
  return `${page.html}\n`
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`
}

function figures({ rows, totals, mended, byHand }: Model): Markup {
  const judged = totals.compliant + totals.finding
  const share = judged === 0 ? '–' : `${Math.floor((100 * totals.compliant) / judged)} %`
  const has = (status: string): number => rows.filter((one) => one.subject.split(' ').includes(status)).length
  const figure = (value: string | number, text: string): Markup => html`<li><b>${value}</b> <span>${text}</span></li>`
  return html`<ul class="figures">
    ${figure(share, 'compliant, of those judged')} ${figure(totals.finding, 'to mend')}
    ${figure(mended, 'of them by http-status fix')} ${figure(byHand, 'of them by hand')}
    ${figure(has('401'), 'places with a 401')} ${figure(has('403'), 'places with a 403')}
  </ul>`
}

function bar(totals: Totals): Markup | undefined {
  const all = totals.compliant + totals.finding + totals.undecided
  if (all === 0) return undefined
  const parts = (['compliant', 'finding', 'undecided'] as const).map((name) => ({ name, count: totals[name] }))
  const label = parts.map(({ name, count }) => `${count} ${VERDICTS[name].slice(2).toLowerCase()}`).join(', ')
  const before = (index: number): number => parts.slice(0, index).reduce((sum, one) => sum + one.count, 0)
  return html`<svg class="bar" viewBox="0 0 ${all} 1" preserveAspectRatio="none" role="img" aria-label="${label}">
      ${parts.map(
        ({ name, count }, index) =>
          html`<rect class="${name}" x="${before(index)}" width="${count}" height="1"></rect>`,
      )}
    </svg>
    <ul class="key">
      ${parts.map(
        ({ name, count }) =>
          html`<li>
            <svg viewBox="0 0 1 1" aria-hidden="true"><rect class="${name}" width="1" height="1"></rect></svg
            >${VERDICTS[name].slice(2)}: ${count}
          </li>`,
      )}
    </ul>`
}

function frameworks({ byFramework }: Model): Markup | undefined {
  if (byFramework.size === 0) return undefined
  return html`<h2>By framework</h2>
    <table>
      <thead>
        <tr>
          <th scope="col">Framework</th>
          <th scope="col" class="number">To mend</th>
          <th scope="col" class="number">Compliant</th>
          <th scope="col" class="number">Not judged</th>
        </tr>
      </thead>
      <tbody>
        ${[...byFramework].map(
          ([name, totals]) =>
            html`<tr>
              <th scope="row">${name}</th>
              <td class="number">${totals.finding}</td>
              <td class="number">${totals.compliant}</td>
              <td class="number">${totals.undecided}</td>
            </tr>`,
        )}
      </tbody>
    </table>`
}

function challenges({ packages }: RunReport): Markup | undefined {
  const chosen = packages.flatMap(({ path, challenge }) =>
    challenge && challenge.value !== '' ? [{ path, ...challenge }] : [],
  )
  if (chosen.length === 0) return undefined
  return html`<h2>Challenge</h2>
    ${chosen.map(
      ({ path, value, because }) =>
        html`<p>
          <code>${value}</code> <span class="soft">in ${path === '.' ? 'this package' : path}: ${because}</span>
        </p>`,
    )}`
}

function problems({ failures }: RunReport): Markup | undefined {
  if (failures.length === 0) return undefined
  return html`<h2>Not analysed</h2>
    <ul>
      ${failures.map(({ path, message }) => html`<li><code>${path}</code> ${message}</li>`)}
    </ul>`
}

function filters({ rows, rules, byFramework }: Model): Markup {
  const select = (name: string, label: string, values: readonly (readonly [value: string, text: string])[]): Markup =>
    html`<label
      >${label}<select name="${name}">
        <option value="">All</option>
        ${values.map(([value, text]) => html`<option value="${value}">${text}</option>`)}
      </select></label
    >`
  const subjects = [...new Set(rows.flatMap((one) => one.subject.split(' or ')))].toSorted()
  return html`<form class="filters" id="filters" hidden>
    <label class="wide">Text<input type="search" name="text" placeholder="File, code, condition" /></label>
    ${select(
      'verdict',
      'Verdict',
      (['finding', 'compliant', 'undecided'] as const).map((one) => [one, VERDICTS[one].slice(2)]),
    )}
    ${select(
      'subject',
      'Status',
      subjects.map((one) => [one, one]),
    )}
    ${select(
      'rule',
      'Rule',
      rules.map((one) => [one, one.replace('http-status/', '')]),
    )}
    ${select(
      'framework',
      'Framework',
      [...byFramework.keys()].map((one) => [one, one]),
    )}
    <button type="reset">Show all</button>
  </form>`
}

function files(rows: readonly Row[]): readonly (readonly [path: string, rows: readonly Row[]])[] {
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const group = groups.get(row.path)
    if (group) group.push(row)
    else groups.set(row.path, [row])
  }
  return [...groups]
}

function file(path: string, rows: readonly Row[], isWritten: boolean): Markup {
  return html`<section class="file" data-path="${path}">
    <h3>${path} <small>${rows.length} ${rows.length === 1 ? 'place' : 'places'}</small></h3>
    ${rows.map((row) => placeOf(row, isWritten))}
  </section>`
}

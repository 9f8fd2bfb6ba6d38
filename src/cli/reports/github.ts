import type { RunReport } from '../../../codemods/report.js'
import type { ReportedPlace } from './places.js'

/** Workflow commands of GitHub Actions: one annotation a place. */
export function formatGithub(places: readonly ReportedPlace[], { failures }: RunReport): string {
  const lines = [
    ...places.map((place) => {
      const kind = place.state === 'pending' ? 'error' : place.state === 'unresolved' ? 'warning' : 'notice'
      return `::${kind} file=${property(place.path)},line=${String(place.line)},col=${String(place.column)},title=${property(place.ruleId)}::${data(place.message)}`
    }),
    ...failures.map((one) => `::error file=${property(one.path)},title=http-status::${data(one.message)}`),
  ]
  return lines.map((line) => `${line}\n`).join('')
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}

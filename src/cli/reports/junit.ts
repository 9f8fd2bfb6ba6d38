import type { RunReport } from '../../../codemods/report.js'
import { escapeXml } from './escape.js'
import type { ReportedPlace } from './places.js'

/** JUnit XML as CI servers read it: a suite per file, a failing case per place that needs something; a clean run is one passing case. */
export function formatJunit(places: readonly ReportedPlace[], { failures }: RunReport): string {
  const files = [...new Set(places.map((one) => one.path))]
  const suites = files.map((file) =>
    suite(
      file,
      places.filter((one) => one.path === file),
    ),
  )
  const broken = failures.map((one) =>
    testSuite(one.path, 1, 0, 1, [
      `    <testcase classname="${escapeXml(one.path)}" name="could be analysed"><error message="${escapeXml(one.message)}"/></testcase>`,
    ]),
  )
  const all = [...suites, ...broken]
  const body =
    all.length > 0
      ? all
      : [testSuite('http-status', 1, 0, 0, ['    <testcase classname="http-status" name="nothing to mend"/>'])]
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="http-status">\n${body.join('\n')}\n</testsuites>\n`
}

function suite(file: string, places: readonly ReportedPlace[]): string {
  const cases = places.map((place) => {
    const head = `    <testcase classname="${escapeXml(file)}" name="${escapeXml(`${place.ruleId} ${String(place.line)}:${String(place.column)}`)}"`
    if (place.state === 'remark') return `${head}/>`
    const text = escapeXml(`${file}:${String(place.line)}:${String(place.column)}\n${place.snippet}`)
    return `${head}><failure message="${escapeXml(place.message)}" type="${escapeXml(place.ruleId)}">${text}</failure></testcase>`
  })
  return testSuite(file, places.length, places.filter((one) => one.state !== 'remark').length, 0, cases)
}

function testSuite(name: string, tests: number, failures: number, errors: number, cases: readonly string[]): string {
  return [
    `  <testsuite name="${escapeXml(name)}" tests="${String(tests)}" failures="${String(failures)}" errors="${String(errors)}">`,
    ...cases,
    '  </testsuite>',
  ].join('\n')
}

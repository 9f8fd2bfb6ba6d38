import type { ChangedFile } from '../../../codemods/report.js'
import type { ReportedPlace } from './places.js'
import { pageOf } from './rule-of.js'
import { replacementsOf, type LineReplacement } from './replacements.js'

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json'
const HOME = 'https://github.com/eslint-plugin-http-status/eslint-plugin-http-status'
const DESCRIPTIONS: Readonly<Record<string, string>> = {
  'http-status/require-www-authenticate': 'Require a WWW-Authenticate header with a challenge on every 401 response',
  'http-status/no-401-after-auth': 'Disallow 401 for a caller who is known and is refused for lack of permission',
  'http-status/bearer-scheme': 'Enforce exact handling of Bearer in Authorization values',
}

/** SARIF 2.1.0: relative URIs under %SRCROOT%, fingerprints that survive moved lines, fixes as whole-line replacements. */
export function formatSarif(
  places: readonly ReportedPlace[],
  changes: readonly ChangedFile[],
  version: string,
): string {
  const replacements = new Map(
    changes.flatMap((one) =>
      one.before === undefined ? [] : [[one.path, replacementsOf(one.before, one.after)] as const],
    ),
  )
  const rules = Object.entries(DESCRIPTIONS).map(([id, text]) => ({
    id,
    shortDescription: { text },
    helpUri: pageOf(id),
  }))
  const results = places.map((place) => ({
    ruleId: place.ruleId,
    ruleIndex: rules.findIndex((rule) => rule.id === place.ruleId),
    level: place.state === 'pending' ? 'error' : place.state === 'unresolved' ? 'warning' : 'note',
    message: { text: place.message },
    locations: [
      {
        physicalLocation: {
          artifactLocation: artifact(place.path),
          region: { startLine: place.line, startColumn: place.column, snippet: { text: place.snippet } },
        },
      },
    ],
    partialFingerprints: { 'httpStatus/v1': place.fingerprint },
    ...fixesOf(place, replacements.get(place.path)),
  }))
  const run = {
    tool: { driver: { name: 'http-status', version, informationUri: HOME, rules } },
    columnKind: 'utf16CodeUnits',
    originalUriBaseIds: { '%SRCROOT%': { description: { text: 'The folder in which http-status ran.' } } },
    results,
  }
  return `${JSON.stringify({ $schema: SCHEMA, version: '2.1.0', runs: [run] }, undefined, 2)}\n`
}

function artifact(path: string): { readonly uri: string; readonly uriBaseId: string } {
  return { uri: path.split('/').map(encodeURIComponent).join('/'), uriBaseId: '%SRCROOT%' }
}

/** The lines that change at the place, and what is inserted elsewhere in the file for them (the import). */
function fixesOf(place: ReportedPlace, replacements: readonly LineReplacement[] | undefined): object {
  if (place.state !== 'pending' || replacements === undefined) return {}
  const own = replacements.filter(
    (one) => (place.line >= one.startLine && place.line < one.endLine) || one.startLine === one.endLine,
  )
  if (own.length === 0) return {}
  return {
    fixes: [
      {
        description: { text: 'What http-status fix writes.' },
        artifactChanges: [
          {
            artifactLocation: artifact(place.path),
            replacements: own.map(({ startLine, endLine, text }) => ({
              deletedRegion: { startLine, startColumn: 1, endLine, endColumn: 1 },
              insertedContent: { text },
            })),
          },
        ],
      },
    ],
  }
}

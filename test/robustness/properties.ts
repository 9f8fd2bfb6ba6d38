import ts from 'typescript'
import { codemods } from '../../codemods/index.js'
import { editFile, type EditOptions } from '../../codemods/edit-file.js'
import { loadEngine } from '../../codemods/engine.js'
import { splice } from '../../codemods/text/splice.js'
import { rules } from '../../rules/index.js'
import { analyseFile, createWorkspace, mayContainFindings, parseFile } from '../../src/analysis/index.js'
import { syntaxErrorsOf } from '../../src/analysis/module-shape.js'
import { frameworks } from '../../src/frameworks/index.js'
import type { FileFacts } from '../../src/model/facts.js'
import type { Finding, Rewrite } from '../../src/model/finding.js'
import type { Settings } from '../../src/model/settings.js'
import { helper } from '../codemods/helper/cases.js'
import { hostOf, manifest } from '../support/project.js'

/** One source text and where it stands in its project. */
export interface Source {
  readonly name: string
  readonly text: string
}

/** What was met on the way, so that a run can show that its sources said something. */
export interface Tally {
  sources: number
  parsed: number
  findings: number
  rewrites: number
  edited: number
}

export function createTally(): Tally {
  return { sources: 0, parsed: 0, findings: 0, rewrites: 0, edited: 0 }
}

interface Read {
  readonly facts: FileFacts
  readonly parses: boolean
}

interface Ruling {
  readonly rule: string
  readonly findings: readonly Finding[]
}

const CONFIGURED: Settings = { challenge: 'Bearer realm="api"' }
const MANIFEST = { 'package.json': manifest(...frameworks.flatMap(({ packages }) => packages)) }
const HELPER = {
  'src/lib/http-auth.ts': helper(
    { variants: ['node', 'fastify', 'web'], exported: ['withChallenge', 'challengeHeaders', 'parseBearer'] },
    { semicolons: false },
  ),
}
const ROOT = '/project'
const MOST_STEPS = 20
const workspace = createWorkspace(ts, hostOf(MANIFEST, ROOT))
const engine = loadEngine(hostOf({ ...MANIFEST, ...HELPER }, ROOT), {})

/**
 * Everything that is wrong with what is made of a source, in words: a failure inside of the analysis, a report outside of the text,
 * a message with a gap, a rewrite that does not parse or that is offered again once it is made, an edit of the codemod that is given up
 * or made twice. Never throws for a source that the product reads as it should.
 */
export function problemsOf({ name, text }: Source, tally: Tally): readonly string[] {
  const read = reader(name)
  const { facts, parses } = read(text)
  tally.sources++
  if (parses) tally.parsed++
  const problems = facts.notAnalysed.map(({ message }) => message)
  if (!parses) return problems
  for (const settings of [{}, CONFIGURED]) {
    for (const { rule, findings } of rulingsOf(facts, settings)) {
      tally.findings += findings.length
      for (const finding of findings) {
        problems.push(...wrongWith(finding, rule, text))
        for (const rewrite of finding.rewrites) {
          tally.rewrites++
          const after = splice(text, rewrite.edits)
          const what = `${rule}: ${rewrite.messageId}`
          const again = read(after)
          if (!again.parses) problems.push(`${what} does not parse:\n${after}`)
          problems.push(...again.facts.notAnalysed.map(({ message }) => `${what}: ${message}`))
          if (rewrite.automatic && after === text) problems.push(`${what} changes nothing`)
          const kind = { rule, messageId: finding.messageId }
          const isFewer = offersOf(again.facts, settings, kind).length < offersOf(facts, settings, kind).length
          if (!isFewer && !settles(read, after, settings, kind)) problems.push(`${what} is offered again:\n${after}`)
        }
      }
    }
  }
  if (rulingsOf(facts, {}).some(({ findings }) => findings.length > 0)) {
    if (!mayContainFindings(text)) problems.push('the text test hides a finding')
    problems.push(...problemsOfCodemod(name, text, tally))
  }
  return problems
}

/** Reads texts of one file, each once: with and without a configured challenge the rewrites are often the same. */
function reader(name: string): (text: string) => Read {
  const path = `${ROOT}/${name}`
  const known = new Map<string, Read>()
  return (text) => {
    const before = known.get(text)
    if (before) return before
    const file = parseFile(ts, path, text)
    const read = {
      facts: analyseFile({ ts, file, path, workspace, ignoresTextTest: true }),
      parses: syntaxErrorsOf(ts, file).length === 0,
    }
    known.set(text, read)
    return read
  }
}

function rulingsOf(facts: FileFacts, settings: Settings): readonly Ruling[] {
  return Object.entries(rules).map(([rule, { definition }]) => ({
    rule,
    findings: definition.findings(facts, definition.strictOptions ?? definition.defaultOptions, settings),
  }))
}

interface Kind {
  readonly rule: string
  readonly messageId: string
}

/** The rewrites that a rule offers for one kind of finding. */
function offersOf(facts: FileFacts, settings: Settings, { rule, messageId }: Kind): readonly Rewrite[] {
  return rulingsOf(facts, settings)
    .filter((one) => one.rule === rule)
    .flatMap(({ findings }) => findings)
    .filter((one) => one.messageId === messageId)
    .flatMap(({ rewrites }) => rewrites)
}

/** Whether making one rewrite of a kind after the other comes to an end. One finding may stand for several places of one mistake. */
function settles(read: (text: string) => Read, text: string, settings: Settings, kind: Kind): boolean {
  let now = text
  for (let step = 0; step < MOST_STEPS; step++) {
    const [next] = offersOf(read(now).facts, settings, kind)
    if (next === undefined) return true
    now = splice(now, next.edits)
  }
  return false
}

function wrongWith({ messageId, data, range, rewrites }: Finding, rule: string, text: string): string[] {
  const problems: string[] = []
  if (!(0 <= range.start && range.start <= range.end && range.end <= text.length))
    problems.push(`${rule} reports ${String(range.start)} to ${String(range.end)}`)
  for (const one of [{ messageId, data }, ...rewrites]) {
    const template = Object.entries(rules).find(([name]) => name === rule)?.[1].meta.messages[one.messageId]
    const filled = template?.replace(/\{\{(\w+)\}\}/g, (gap, key: string) => one.data[key] ?? gap)
    if (filled === undefined || filled.includes('{{') || filled.includes('``'))
      problems.push(`${rule} says: ${filled ?? one.messageId}`)
  }
  return problems
}

function problemsOfCodemod(name: string, text: string, tally: Tally): readonly string[] {
  const path = `${ROOT}/${name}`
  const edit = (before: string) =>
    editFile(engine, { path, text: before, analysis: engine.analyse(path, before) }, OPTIONS)
  const first = edit(text)
  if (first.rejected !== undefined) return [`the codemod gives up: ${first.rejected}`]
  const undone = first.leaves
    .filter(({ code, text: reason }) => code === 'not-verified' && /does not parse|could not be analysed/.test(reason))
    .map((leave) => `the codemod: ${leave.text}`)
  if (undone.length > 0 || first.text === text) return undone
  tally.edited++
  const second = edit(first.text)
  return second.text === first.text ? [] : [`the codemod edits twice:\n${first.text}\n---\n${second.text}`]
}

const OPTIONS: EditOptions = {
  codemods,
  only: [],
  safe: false,
  unavailable: new Map(),
  style: 'helper',
  challenge: {
    standard: { scheme: 'Bearer', parameters: { realm: 'api' } },
    isGiven: false,
    takes: 'several',
    realm: 'api',
  },
  sendsErrorHeaders: true,
  otherScheme: () => undefined,
  importFor: (shape) => ({
    specifier: './lib/http-auth.js',
    system: shape.system ?? 'esm',
    isSameModule: (specifier) => specifier.includes('http-auth'),
  }),
}

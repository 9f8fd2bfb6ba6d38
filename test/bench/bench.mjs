#!/usr/bin/env node
// Measures the targets of the project on a repository, everything side by side in one run:
//
//   npm run bench -- DIR [--rounds 5] [--typed] [--most 300]
//
// DIR is only read. --typed adds the typed ESLint run over at most --most files of DIR (its tsconfig is used; it needs memory).
import { rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { cpus, tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { sourceFiles } from './files.mjs'
import { peakMemory, run, sideBySide } from './measure.mjs'
import { withoutHits, withSites } from './projects.mjs'

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '5' },
    typed: { type: 'boolean', default: false },
    most: { type: 'string', default: '300' },
  },
})
if (positionals.length !== 1) {
  console.error('bench: name one folder, for example npm run bench -- ../my-repository')
  process.exit(2)
}

const LARGE = 2000
const here = (file) => fileURLToPath(new URL(file, import.meta.url))
const command = here('../../dist/cli.js')
const plugin = here('../../dist/index.js')
const jscodeshift = createRequire(import.meta.url).resolve('jscodeshift/bin/jscodeshift.js')
const repository = path.resolve(positionals[0])
const rounds = Number(options.rounds)
const temporary = []
const rows = []

/** Adds a line of the table. `most` and `least` are the bounds; a figure without either is only shown. */
function row(metric, figure, { most, least, unit = '×', detail = '' } = {}) {
  const met = (most === undefined || figure <= most) && (least === undefined || figure >= least)
  const target = most !== undefined ? `≤ ${most}` : least !== undefined ? `≥ ${least}` : ''
  rows.push([metric, `${figure.toFixed(2)} ${unit}`, target, target && (met ? 'met' : 'MISSED'), detail])
}

function milliseconds(value) {
  return `${value.toFixed(0)} ms`
}

function preview(folder) {
  return { args: [command], options: { cwd: folder } }
}

try {
  const count = sourceFiles(repository).length
  const large = count > LARGE
  console.log(
    `${path.basename(repository)}: ${count} source files; ${cpus().length} processors, Node ${process.version}, ${rounds} rounds\n`,
  )

  await commandAgainstFloor(large)
  edits()
  starting()
  linting()
} finally {
  for (const folder of temporary) rmSync(folder, { recursive: true, force: true })
}
print()

async function commandAgainstFloor(large) {
  const nothing = withoutHits(repository)
  temporary.push(nothing)
  const dry = [jscodeshift, '--dry', '--silent', '--parser', 'tsx', '--extensions', 'ts,tsx,mts,cts,js,jsx,mjs,cjs']
  const times = sideBySide(
    {
      floor: { args: [here('floor.mjs'), repository] },
      preview: preview(repository),
      emptyFloor: { args: [here('floor.mjs'), nothing] },
      emptyPreview: preview(nothing),
    },
    rounds,
  )
  // jscodeshift is slow: one round is enough to tell 8 times from 15.
  const { noop } = sideBySide({ noop: { args: [...dry, '-t', here('noop.cjs'), repository] } }, 1)
  row('preview / Node floor', times.preview / times.floor, {
    most: large ? 5 : 8,
    detail: `${milliseconds(times.preview)} / ${milliseconds(times.floor)}`,
  })
  row('preview / Node floor, nothing to find', times.emptyPreview / times.emptyFloor, {
    most: 1.15,
    detail: `${milliseconds(times.emptyPreview)} / ${milliseconds(times.emptyFloor)}`,
  })
  row('jscodeshift no-op / preview', noop / times.preview, {
    least: large ? 15 : 8,
    detail: `${milliseconds(noop)} / ${milliseconds(times.preview)}`,
  })
  row('peak memory of a preview', peakMemory([command], { cwd: repository }), { most: 200, unit: 'MiB' })
}

function edits() {
  const [one, two] = [withSites(1000), withSites(2000)]
  temporary.push(one, two)
  const times = sideBySide(
    { parse: { args: [here('parse.mjs'), path.join(one, 'src/server.ts')] }, one: preview(one), two: preview(two) },
    rounds,
  )
  row('1,000 edits / one parse', times.one / times.parse, {
    most: 2,
    detail: `${milliseconds(times.one)} / ${milliseconds(times.parse)}`,
  })
  row('2,000 edits / 1,000 edits', times.two / times.one, {
    most: 2,
    detail: `${milliseconds(times.two)} / ${milliseconds(times.one)}`,
  })
}

function starting() {
  const empty = path.join(tmpdir(), `http-status-bench-${process.pid}.mjs`)
  writeFileSync(empty, '')
  temporary.push(empty)
  const eslint = `import ${JSON.stringify(createRequire(import.meta.url).resolve('eslint'))}`
  const load = (script) => ({ args: ['--input-type=module', '--eval', script] })
  const times = sideBySide(
    {
      empty: { args: [empty] },
      help: { args: [command, '--help'] },
      eslint: load(eslint),
      both: load(`${eslint}; import ${JSON.stringify(plugin)}`),
    },
    Math.max(rounds * 3, 15),
  )
  row('http-status --help / empty script', times.help / times.empty, {
    most: 1.25,
    detail: `${milliseconds(times.help)} / ${milliseconds(times.empty)}`,
  })
  row('ESLint with the plugin imported / ESLint', times.both / times.eslint, {
    most: 1.05,
    detail: `${milliseconds(times.both)} / ${milliseconds(times.eslint)}`,
  })
}

function linting() {
  const lint = (mode, most = 'Infinity') =>
    JSON.parse(run(['--max-old-space-size=6144', here('lint.mjs'), repository, mode, String(most)]).stdout)
  const none = lint('none')
  const ours = lint('plugin')
  const cost = own(ours.rules)
  row('all rules, of an ESLint run without rules', (100 * cost) / none.total, {
    most: 1.5,
    unit: '%',
    detail: `${milliseconds(cost)} / ${milliseconds(none.total)}, ${ours.linted} files`,
  })
  for (const [name, ms] of Object.entries(ours.rules))
    row(`  ${name}`, (100 * ms) / none.total, { unit: '%', detail: milliseconds(ms) })
  row('files changed without a finding', changedWithout(ours.found), { most: 0, unit: 'files' })
  if (!options.typed) return
  const typed = lint('typed', options.most)
  const every = Object.values(typed.rules).reduce((sum, ms) => sum + ms, 0)
  row('the plugin, of rule time in recommendedTypeChecked', (100 * own(typed.rules)) / every, {
    most: 1,
    unit: '%',
    detail: `${milliseconds(own(typed.rules))} / ${milliseconds(every)}, ${typed.linted} files`,
  })
  row('the plugin, of the whole typed run', (100 * own(typed.rules)) / typed.total, { unit: '%' })
  const without = lint('typed-none', options.most)
  row('a typed run with the plugin / without it', typed.total / without.total, {
    detail: `${milliseconds(typed.total)} / ${milliseconds(without.total)}`,
  })
  row('memory of a typed run with the plugin / without it', typed.memory / without.memory, {
    detail: `${typed.memory.toFixed(0)} / ${without.memory.toFixed(0)} MiB`,
  })
}

function own(rules) {
  return Object.entries(rules).reduce((sum, [name, ms]) => (name.startsWith('http-status/') ? sum + ms : sum), 0)
}

/** How many files the preview's diff changes in which no rule reports anything; new files (the helper) do not count. */
function changedWithout(found) {
  const { stdout } = run([command], { cwd: repository })
  const known = new Set(found)
  const changed = [...stdout.matchAll(/^--- (?:a\/)?(.+?)(?:\t.*)?$/gm)]
    .map((match) => match[1])
    .filter((file) => file !== '/dev/null')
  return changed.filter((file) => !known.has(file)).length
}

function print() {
  const table = [['metric', 'figure', 'target', '', 'detail'], ...rows]
  const widths = table[0].map((_, column) => Math.max(...table.map((cells) => cells[column].length)))
  for (const cells of table)
    console.log(
      cells
        .map((cell, column) => cell.padEnd(widths[column]))
        .join('  ')
        .trimEnd(),
    )
  if (rows.some((cells) => cells[3] === 'MISSED')) console.log('\nNot every target is met.')
}

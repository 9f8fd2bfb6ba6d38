#!/usr/bin/env node
// Scores the lint rules against labelled sites in real repositories.
//
//   npm run accuracy -- --clones DIR [--labels FILE...] [--plugin ./dist/index.js]
//        [--typed] [--types-kit DIR] [--repo owner/name] [--rule NAME] [--by form|framework|repo] [--list fn|fp|unlabelled|all] [--json OUT]
//
// Run it from the project's root: eslint and @typescript-eslint/parser are taken from the project's node_modules.
// DIR holds one checked-out work tree a repository, at DIR/<owner>+<name>, at the commit that the labels name.
// --typed turns on typed linting through the project service. --types-kit names a node_modules folder that holds
// the frameworks' type declarations; each work tree without a node_modules of its own gets a link to it.
//
// A finding matches a label when rule and path agree and its lines touch the label's span.
//   bad   + finding -> true positive      bad + none -> false negative
//   ok    + finding -> false positive     unsure     -> not counted
//   an R1 throw of the project's own error class -> counted apart, as thrown-by-class (reporting once at the class is a legitimate design)
//   a finding in a labelled FILE that touches no label of that rule -> unlabelled (look at it: a hole in the labels or a false positive)
import { createRequire } from 'node:module'
import { existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'

const RULES = {
  R1: 'require-www-authenticate',
  R2: 'no-401-after-auth',
  R3: 'no-403-before-auth',
  R4: 'bearer-scheme',
  R5: 'valid-www-authenticate',
}
const PREFIX = 'http-status'

const { values: opt } = parseArgs({
  options: {
    clones: { type: 'string' },
    labels: { type: 'string', multiple: true },
    plugin: { type: 'string', default: './dist/index.js' },
    'eslint-config': { type: 'string' },
    typed: { type: 'boolean', default: false },
    'types-kit': { type: 'string' },
    repo: { type: 'string', multiple: true },
    rule: { type: 'string', multiple: true },
    list: { type: 'string', default: 'none' },
    by: { type: 'string' },
    json: { type: 'string' },
  },
})
if (!opt.clones) {
  console.error('score: --clones DIR is needed (see the head of this file)')
  process.exit(2)
}
const here = path.dirname(new URL(import.meta.url).pathname)
const labelFiles = opt.labels?.length
  ? opt.labels
  : readdir(path.join(here, 'labels')).filter((f) => f.endsWith('.jsonl'))
function readdir(dir) {
  const fs = createRequire(import.meta.url)('node:fs')
  return existsSync(dir) ? fs.readdirSync(dir).map((f) => path.join(dir, f)) : []
}

const require = createRequire(path.join(process.cwd(), 'package.json'))
const { ESLint } = require('eslint')
const parser = require('@typescript-eslint/parser')

const labels = labelFiles
  .flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .filter((l) => l.trim())
      .map((l) => JSON.parse(l)),
  )
  .filter((l) => l.path && l.rule in RULES && (!opt.repo || opt.repo.includes(l.repo)))
const byRepo = Map.groupBy ? Map.groupBy(labels, (l) => l.repo) : groupBy(labels, (l) => l.repo)
function groupBy(items, key) {
  const out = new Map()
  for (const item of items) (out.get(key(item)) ?? out.set(key(item), []).get(key(item))).push(item)
  return out
}

const ruleNames = Object.fromEntries(Object.entries(RULES).filter(([, n]) => !opt.rule || opt.rule.includes(n)))
let custom = {}
let ruleOf = (message) => message.ruleId.slice(PREFIX.length + 1)
if (opt['eslint-config']) {
  // another tool in ESLint's clothes: { ruleOf(message), plugins?, rules }
  ;({ ruleOf, ...custom } = (await import(pathToFileURL(path.resolve(opt['eslint-config'])).href)).default)
} else {
  const plugin = (await import(pathToFileURL(path.resolve(opt.plugin)).href)).default
  custom = {
    plugins: { [PREFIX]: plugin },
    rules: Object.fromEntries(Object.values(ruleNames).map((n) => [`${PREFIX}/${n}`, 'error'])),
  }
}

const total = {}
const rows = []
const crashes = []
for (const [repo, sites] of byRepo) {
  const root = path.join(opt.clones, repo.replace('/', '+'))
  if (!existsSync(root)) {
    console.error(`score: ${repo}: no work tree at ${root}; skipped`)
    continue
  }
  if (opt['types-kit'] && !existsSync(path.join(root, 'node_modules')))
    symlinkSync(path.resolve(opt['types-kit']), path.join(root, 'node_modules'))
  const files = [...new Set(sites.map((s) => s.path))].filter(
    (f) => existsSync(path.join(root, f)) && /\.[cm]?[jt]sx?$/.test(f),
  )
  const findings = await lint(root, files)
  for (const [code, name] of Object.entries(ruleNames)) {
    const mine = sites.filter((s) => s.rule === code)
    const found = findings.filter((f) => f.rule === name)
    const touched = new Set()
    for (const site of mine) {
      const [first, last] = site.span ?? [site.line, site.line]
      const hits = found.filter(
        (f) => f.path === site.path && f.line <= Math.max(last, site.line) && f.endLine >= Math.min(first, site.line),
      )
      hits.forEach((h) => touched.add(h))
      const byClass =
        code === 'R1' && site.label === 'bad' && site.cross_file && ['thrown', 'constructed-error'].includes(site.form)
      const verdict = byClass
        ? 'thrown-by-class'
        : site.label === 'bad'
          ? hits.length
            ? 'tp'
            : 'fn'
          : site.label === 'ok'
            ? hits.length
              ? 'fp'
              : 'tn'
            : 'unsure'
      rows.push({
        verdict,
        rule: name,
        repo,
        path: site.path,
        line: site.line,
        framework: site.framework,
        form: site.form,
        needs_types: site.needs_types,
        cross_file: site.cross_file,
        why: site.why,
      })
    }
    for (const f of found)
      if (!touched.has(f))
        rows.push({ verdict: 'unlabelled', rule: name, repo, path: f.path, line: f.line, why: f.message })
  }
}

async function lint(cwd, files) {
  const config = {
    files: ['**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs}'],
    languageOptions: {
      parser,
      parserOptions: opt.typed
        ? {
            projectService: {
              allowDefaultProject: [],
              maximumDefaultProjectFileMatchCount_THIS_WILL_SLOW_DOWN_LINTING: 500,
            },
            tsconfigRootDir: cwd,
            ecmaFeatures: { jsx: true },
          }
        : { ecmaFeatures: { jsx: true } },
    },
    linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'off' },
    ...custom,
  }
  const eslint = new ESLint({
    cwd,
    overrideConfigFile: true,
    overrideConfig: [config],
    ignore: false,
    errorOnUnmatchedPattern: false,
    warnIgnored: false,
  })
  const out = []
  const untyped = []
  for (const file of files) {
    // one file at a time, so that one crash or one file outside every tsconfig loses that file alone
    let results
    try {
      results = await lintOne(eslint, cwd, file)
    } catch (error) {
      crashes.push({ repo: cwd, file, error: String(error.message).split('\n')[0] })
      continue
    }
    for (const r of results) {
      for (const m of r.messages) {
        if (m.fatal) {
          if (opt.typed && /project service|parserOptions|was not found/.test(m.message)) untyped.push(file)
          else crashes.push({ repo: cwd, file, error: m.message.split('\n')[0] })
        } else if (!m.ruleId) {
          if (!/has no effect/.test(m.message)) crashes.push({ repo: cwd, file, error: m.message })
        } else {
          out.push({ rule: ruleOf(m), path: file, line: m.line, endLine: m.endLine ?? m.line, message: m.message })
        }
      }
    }
  }
  if (untyped.length) {
    const plain = new ESLint({
      cwd,
      overrideConfigFile: true,
      overrideConfig: [{ ...config, languageOptions: { parser, parserOptions: { ecmaFeatures: { jsx: true } } } }],
      ignore: false,
      warnIgnored: false,
    })
    for (const file of untyped)
      for (const r of await lintOne(plain, cwd, file).catch(
        (e) => (crashes.push({ repo: cwd, file, error: String(e.message).split('\n')[0] }), []),
      ))
        for (const m of r.messages)
          if (m.ruleId)
            out.push({ rule: ruleOf(m), path: file, line: m.line, endLine: m.endLine ?? m.line, message: m.message })
          else if (m.fatal) crashes.push({ repo: cwd, file, error: m.message.split('\n')[0] })
  }
  return out
}
function lintOne(eslint, cwd, file) {
  // text, not a pattern: paths such as app/(auth)/[id]/route.ts are full of glob characters
  return eslint.lintText(readFileSync(path.join(cwd, file), 'utf8'), { filePath: path.join(cwd, file) })
}

/** The mean over repositories: one large code base written in one style does not decide. `reached`: repositories with bad sites of which at least half are found. */
function macro() {
  console.log(`\n${'mean over repositories'.padEnd(58)} repos  reached  precision  recall`)
  for (const rule of Object.keys(total)) {
    const repos = {}
    for (const r of rows)
      if (r.rule === rule && ['tp', 'fp', 'fn'].includes(r.verdict))
        (repos[r.repo] ??= { tp: 0, fp: 0, fn: 0 })[r.verdict]++
    const mean = (list) => (list.length ? list.reduce((a, b) => a + b, 0) / list.length : undefined)
    const withBad = Object.values(repos).filter((t) => t.tp + t.fn > 0)
    const recall = mean(withBad.map((t) => t.tp / (t.tp + t.fn)))
    const precision = mean(
      Object.values(repos)
        .filter((t) => t.tp + t.fp > 0)
        .map((t) => t.tp / (t.tp + t.fp)),
    )
    const reached = withBad.filter((t) => t.tp >= t.fn).length
    Object.assign(total[rule], { macro: { repos: withBad.length, reached, precision, recall } })
    const show = (x) => (x === undefined ? 'n/a' : `${(100 * x).toFixed(1)}%`)
    console.log(
      `${rule.padEnd(58)} ${String(withBad.length).padStart(5)} ${String(reached).padStart(8)} ${show(precision).padStart(10)} ${show(recall).padStart(7)}`,
    )
  }
}

const pct = (a, b) => (b ? `${((100 * a) / b).toFixed(1)}%` : 'n/a')
function table(title, keyOf) {
  const counts = {}
  for (const r of rows) {
    const t = (counts[keyOf(r)] ??= { tp: 0, fp: 0, fn: 0, tn: 0, unlabelled: 0, unsure: 0, 'thrown-by-class': 0 })
    t[r.verdict]++
  }
  console.log(`${title.padEnd(58)}  bad   tp   fn   fp   tn  unlab  by-class  precision  recall`)
  for (const [key, t] of Object.entries(counts).sort())
    console.log(
      `${key.padEnd(58)} ${[t.tp + t.fn, t.tp, t.fn, t.fp, t.tn].map((n) => String(n).padStart(4)).join(' ')} ${String(t.unlabelled).padStart(6)} ${String(t['thrown-by-class']).padStart(9)} ${pct(t.tp, t.tp + t.fp).padStart(10)} ${pct(t.tp, t.tp + t.fn).padStart(7)}`,
    )
  return counts
}
Object.assign(
  total,
  table('rule', (r) => r.rule),
)
macro()
if (opt.by) table(`rule, ${opt.by}`, (r) => `${r.rule} ${r[opt.by] ?? '?'}`)
if (crashes.length) console.log(`crashes: ${crashes.length}`, crashes.slice(0, 5))
if (opt.list !== 'none')
  for (const r of rows.filter((r) =>
    opt.list === 'all' ? ['fn', 'fp', 'unlabelled'].includes(r.verdict) : r.verdict === opt.list,
  ))
    console.log(
      `${r.verdict}\t${r.rule}\t${r.repo}/${r.path}:${r.line}\t${r.framework ?? ''}\t${r.form ?? ''}\t${r.why ?? ''}`,
    )
if (opt.json) writeFileSync(opt.json, JSON.stringify({ total, rows, crashes }, null, 1))

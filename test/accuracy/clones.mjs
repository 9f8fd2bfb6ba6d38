#!/usr/bin/env node
// Checks out the labelled repositories, each at the commit that its labels name.
//
//   node test/accuracy/clones.mjs --mirror DIR --clones DIR [--labels FILE...] [--repo owner/name]
//
// --mirror holds git directories at DIR/<owner>+<name>/repo; --clones receives work trees at DIR/<owner>+<name>.
// A repository that --mirror lacks is listed as missing: bring it first, then run this again.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'

const { values: opt } = parseArgs({
  options: {
    mirror: { type: 'string' },
    clones: { type: 'string' },
    labels: { type: 'string', multiple: true },
    repo: { type: 'string', multiple: true },
  },
})
if (!opt.mirror || !opt.clones) {
  console.error('clones: --mirror DIR and --clones DIR are needed')
  process.exit(2)
}
const home = path.join(path.dirname(new URL(import.meta.url).pathname), 'labels')
const files =
  opt.labels ??
  readdirSync(home)
    .filter((f) => f.endsWith('.jsonl'))
    .map((f) => path.join(home, f))
const commits = new Map()
for (const file of files)
  for (const line of readFileSync(file, 'utf8').split('\n'))
    if (line.trim()) {
      const { repo, commit } = JSON.parse(line)
      if (!opt.repo || opt.repo.includes(repo)) commits.set(repo, commit)
    }
const SOURCE = /(\.[cm]?[jt]sx?|\.(vue|svelte|astro)|(^|\/)(package|[tj]sconfig[^/]*)\.json|(^|\/)\.gitignore)$/
const missing = []
for (const [repo, commit] of commits) {
  const name = repo.replace('/', '+')
  const bare = path.resolve(opt.mirror, name, 'repo')
  const git = existsSync(path.join(bare, '.git')) ? path.join(bare, '.git') : bare
  const tree = path.resolve(opt.clones, name)
  if (existsSync(tree) && readdirSync(tree).length > 0) continue
  if (!existsSync(git)) {
    missing.push(repo)
    continue
  }
  mkdirSync(tree, { recursive: true })
  try {
    // sources and configuration only: a snapshot may list its largest files without holding them
    const env = { ...process.env, GIT_INDEX_FILE: path.join(tree, '.index') }
    const run = (args, input) =>
      execFileSync('git', ['--git-dir', git, '--work-tree', tree, ...args], { env, input, maxBuffer: 2 ** 30 })
    run(['read-tree', commit])
    const wanted = run(['ls-files', '-z'])
      .toString()
      .split('\0')
      .filter((f) => SOURCE.test(f))
    run(['checkout-index', '-q', '-z', '--stdin'], wanted.join('\0'))
    rmSync(env.GIT_INDEX_FILE)
  } catch (error) {
    missing.push(`${repo} (${String(error.message).split('\n').at(-2)?.slice(0, 120)})`)
  }
}
console.log(`${commits.size - missing.length} of ${commits.size} repositories checked out`)
for (const m of missing) console.log(`missing: ${m}`)

import { spawnSync } from 'node:child_process'
import { performance } from 'node:perf_hooks'

/** Middle value of some numbers. */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b)
  const half = sorted.length >> 1
  return sorted.length % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2
}

/** Runs Node once and returns its output and its wall time in milliseconds. Exits above 1 are errors. */
export function run(args, { cwd, env } = {}) {
  const start = performance.now()
  const result = spawnSync(process.execPath, args, {
    cwd,
    env: { ...process.env, NO_COLOR: '1', ...env },
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ms = performance.now() - start
  if (result.error) throw result.error
  // 3: the command finished, but some files of the repository could not be read or parsed.
  if (result.status !== 0 && result.status !== 3)
    throw new Error(
      `node ${args.join(' ')} ended with ${result.status ?? result.signal}.\n${result.stderr.slice(-2000)}`,
    )
  return { ms, stdout: result.stdout, stderr: result.stderr }
}

/**
 * Times several commands side by side: one warm-up each, then round after round in turn, so that a slow moment of the
 * machine hits all of them. Returns the median milliseconds of each by name.
 */
export function sideBySide(commands, rounds) {
  const times = Object.fromEntries(Object.keys(commands).map((name) => [name, []]))
  for (const { args, options } of Object.values(commands)) run(args, options)
  for (let round = 0; round < rounds; round++)
    for (const [name, { args, options }] of Object.entries(commands)) times[name].push(run(args, options).ms)
  return Object.fromEntries(Object.entries(times).map(([name, values]) => [name, median(values)]))
}

/** Peak resident memory of a Node run, in MiB. */
export function peakMemory(args, options = {}) {
  const hook = `process.on('exit', () => console.error('\\nmaxRSS ' + process.resourceUsage().maxRSS))`
  const { stderr } = run(['--import', `data:text/javascript,${encodeURIComponent(hook)}`, ...args], options)
  const found = [...stderr.matchAll(/^maxRSS (\d+)$/gm)].map((match) => Number(match[1]))
  return Math.max(...found) / 1024
}

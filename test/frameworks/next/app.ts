import { spawn, type ChildProcess } from 'node:child_process'
import { cp, mkdtemp, mkdir, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { listen, type Running } from '../support/wire.js'

const FIXTURE = fileURLToPath(new URL('app', import.meta.url))
const SCRATCH = fileURLToPath(new URL('.tmp', import.meta.url))
const NEXT = createRequire(import.meta.url).resolve('next/dist/bin/next')

function start(folder: string, ...args: readonly string[]): ChildProcess {
  return spawn(process.execPath, [NEXT, ...args], {
    cwd: folder,
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

/** Everything that a process prints, and a promise of its end or of a line that says it is ready. */
function until(child: ChildProcess, ready?: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let output = ''
    const read = (chunk: Buffer) => {
      output += chunk.toString()
      if (ready !== undefined && output.includes(ready)) resolve()
    }
    child.stdout?.on('data', read)
    child.stderr?.on('data', read)
    child.once('error', reject)
    child.once('exit', (code) => {
      if (code === 0) resolve()
      else reject(new Error(`next ended with ${code ?? 'a signal'}:\n${output}`))
    })
  })
}

async function freePort(): Promise<number> {
  const running = await listen(createServer())
  await running.close()
  return running.port
}

/** Builds the fixture app in a scratch folder, as Next writes into the folder of the app, and starts it on loopback. */
export async function startApp(): Promise<Running> {
  await mkdir(SCRATCH, { recursive: true })
  const folder = await mkdtemp(join(SCRATCH, 'app-'))
  await cp(FIXTURE, folder, { recursive: true })
  await until(start(folder, 'build'))
  const port = await freePort()
  const server = start(folder, 'start', '--hostname', '127.0.0.1', '--port', String(port))
  await until(server, 'Ready')
  return {
    port,
    close: async () => {
      const ended = new Promise((resolve) => server.once('exit', resolve))
      server.kill()
      await ended
      await rm(folder, { recursive: true, force: true })
    },
  }
}

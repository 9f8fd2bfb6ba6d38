import { spawn, type ChildProcess } from 'node:child_process'
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { dirname, join } from 'node:path'
import { listen, type Running } from './wire.js'

export interface AppCommands {
  /** Folder of the fixture app. It is copied, as frameworks write into the folder of the app. */
  readonly fixture: string
  /** Files to write into the copy: handlers that a table holds as text. */
  readonly files: Readonly<Record<string, string>>
  /** Folder for copies; ignored by git. */
  readonly scratch: string
  /** Script of the framework's command, run by node. */
  readonly command: string
  readonly build: readonly string[]
  readonly start: (port: string) => readonly string[]
  /** Printed once the server listens. */
  readonly ready: string
}

/** Ends well when the process does, or once it has printed `ready`; fails with what it printed otherwise. */
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
      else reject(new Error(`The command ended with ${code ?? 'a signal'}:\n${output}`))
    })
  })
}

async function freePort(): Promise<number> {
  const running = await listen(createServer())
  await running.close()
  return running.port
}

/** The environment without what the test runner put there: frameworks build another app under a test's NODE_ENV. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(?:VITEST|VITE_|TEST$|DEV$|PROD$|MODE$|SSR$|BASE_URL$)/u.test(name),
  )
  return { ...Object.fromEntries(kept), NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', NO_COLOR: '1' }
}

/** Builds a copy of a fixture app with the framework's own command and starts it on loopback. */
export async function startApp({
  fixture,
  files,
  scratch,
  command,
  build,
  start,
  ready,
}: AppCommands): Promise<Running> {
  await mkdir(scratch, { recursive: true })
  const folder = await mkdtemp(join(scratch, 'app-'))
  await cp(fixture, folder, { recursive: true })
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true })
    await writeFile(join(folder, name), text)
  }
  const run = (args: readonly string[]) =>
    spawn(process.execPath, [command, ...args], {
      cwd: folder,
      env: cleanEnvironment(),
      stdio: ['ignore', 'pipe', 'pipe'],
    })
  await until(run(build))
  const port = await freePort()
  const server = run(start(String(port)))
  await until(server, ready)
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

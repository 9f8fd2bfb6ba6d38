import { spawn } from 'node:child_process'
import os from 'node:os'
import path from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { root } from '../../support/repository.js'

/** Runs a command behind a pseudo-terminal of 100 columns and passes bytes both ways; ends with the command's exit code. */
const PSEUDO_TERMINAL = `
import fcntl, os, pty, select, struct, sys, termios
pid, terminal = pty.fork()
if pid == 0:
    os.execvp(sys.argv[1], sys.argv[1:])
fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack('HHHH', 40, 100, 0, 0))
sources = [terminal, 0]
while True:
    ready, _, _ = select.select(sources, [], [])
    if 0 in ready:
        data = os.read(0, 1024)
        if data: os.write(terminal, data)
        else: sources.remove(0)
    if terminal in ready:
        try: data = os.read(terminal, 65536)
        except OSError: break
        if not data: break
        os.write(1, data)
_, status = os.waitpid(pid, 0)
sys.exit(os.waitstatus_to_exitcode(status))
`

export interface Session {
  readonly code: number | null
  /** Everything that was shown, without colours and cursor movements. */
  readonly screen: string
}

/** A step of a session: waits until the screen shows `until` (after what the step before it waited for), then types `keys`. */
export interface Step {
  readonly until: string
  readonly keys: string
}

/** Runs the built command in a terminal and types as a person would. */
export function inTerminal(cwd: string, args: readonly string[], steps: readonly Step[]): Promise<Session> {
  const child = spawn(
    'python3',
    ['-c', PSEUDO_TERMINAL, process.execPath, path.join(root, 'dist', 'cli.js'), ...args],
    {
      cwd,
      env: { ...process.env, GIT_CEILING_DIRECTORIES: os.tmpdir(), TERM: 'xterm', NO_COLOR: '', CI: '' },
    },
  )
  let screen = ''
  let seen = 0
  let step = 0
  const proceed = (): void => {
    for (let next = steps[step]; next; next = steps[step]) {
      const at = screen.indexOf(next.until, seen)
      if (at === -1) return
      seen = at + next.until.length
      step++
      child.stdin.write(next.keys)
    }
  }
  child.stdout.on('data', (data: Buffer) => {
    screen += stripVTControlCharacters(data.toString('utf8')).replaceAll('\r', '')
    proceed()
  })
  // A question that nobody answers would wait for ever.
  const end = setTimeout(() => child.kill(), 60_000)
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => {
      clearTimeout(end)
      resolve({ code, screen })
    })
  })
}

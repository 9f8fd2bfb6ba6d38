import { compileFunction } from 'node:vm'
import { afterAll, describe, expect, test } from 'vitest'
import type { Framework } from '../../../src/frameworks/define.js'
import { factNames, inLineName, keepsHeaders } from './fact-names.js'
import type { Answer } from './wire.js'

/** One measurement: a handler as source text, and what a client sees. */
export interface Row {
  /** Run by the framework as it stands; the analysis reads the same text. */
  readonly code: string
  /** Names of the facts that this row shows (see `factNames`). */
  readonly proves: readonly string[]
  readonly status: number
  /** The WWW-Authenticate field lines. Absent: there must be none. */
  readonly challenge?: string | readonly string[]
  /** Further headers; `undefined`: must be absent. */
  readonly headers?: Readonly<Record<string, string | undefined>>
  /** The code sets `x-before: kept`; whether it arrives must be what this fact says. */
  readonly survival?: string
  /** Why the analysis says the opposite of the wire: finds where there is nothing, or is silent about a 401 without a challenge. */
  readonly differs?: string
}

/** Keeps count of what has been measured, so that a fact without a measurement fails. */
export class Measured {
  readonly #names: ReturnType<typeof factNames>
  readonly #proven: Set<string>
  readonly #line: string | undefined
  readonly #framework: Framework

  constructor(framework: Framework, line?: { readonly title: string; readonly proven: Set<string> }) {
    this.#names = factNames(framework)
    this.#proven = line?.proven ?? new Set()
    this.#line = line?.title
    this.#framework = framework
  }

  /** The same count, for what is measured on a version of this line. */
  in(title: string): Measured {
    if (this.#framework.lines?.some((line) => line.title === title) !== true) throw new Error(`No such line: ${title}`)
    return new Measured(this.#framework, { title, proven: this.#proven })
  }

  #nameOf(name: string): string {
    const own = this.#line === undefined ? name : inLineName(name, this.#line)
    const found = this.#names.has(own) ? own : name
    if (!this.#names.has(found)) throw new Error(`No such fact: ${name}. Facts: ${[...this.#names.keys()].join(', ')}`)
    return found
  }

  /** Names the facts that a test shows; a name that is no fact throws. Returns the title of the test. */
  by(title: string, ...names: readonly string[]): string {
    for (const name of names) this.#proven.add(this.#nameOf(name))
    return names.length === 0 ? title : `${title}  [${names.join(', ')}]`
  }

  keepsHeaders(name: string): boolean {
    const named = this.#names.get(this.#nameOf(name))
    return named !== undefined && keepsHeaders(named)
  }

  /** To be called last in a test file. */
  expectAll(): void {
    test('every fact of the file is measured', () => {
      expect([...this.#names.keys()].filter((name) => !this.#proven.has(name))).toEqual([])
    })
  }
}

/** Turns source text into what it evaluates to, with the given names in scope. */
export function evaluate(code: string, scope: Readonly<Record<string, unknown>>): unknown {
  return Reflect.apply(
    compileFunction(`return (${code}\n)`, Object.keys(scope)),
    undefined,
    Object.values(scope),
  ) as unknown
}

export function expectRow(answer: Answer, row: Omit<Row, 'code' | 'proves'>, measured: Measured): void {
  expect(answer.status).toBe(row.status)
  const lines = typeof row.challenge === 'string' ? [row.challenge] : row.challenge
  expect(answer.headers.get('www-authenticate')).toEqual(lines)
  for (const [name, value] of Object.entries(row.headers ?? {})) {
    expect(answer.headers.get(name.toLowerCase())?.join('; ')).toBe(value)
  }
  if (row.survival !== undefined) {
    expect(answer.headers.has('x-before')).toBe(measured.keepsHeaders(row.survival))
  }
}

function title(row: Row): string {
  const header = row.challenge === undefined ? '' : ` + ${JSON.stringify(row.challenge)}`
  return `${row.code.replaceAll(/\s+/gu, ' ')} -> ${row.status}${header}`
}

/** One test for each row: `send` starts the framework with the evaluated code and asks it once. */
export function describeRows(
  name: string,
  rows: readonly Row[],
  measured: Measured,
  send: (code: string) => Promise<Answer>,
): void {
  describe(name, () => {
    for (const row of rows) {
      test(measured.by(title(row), ...row.proves, ...(row.survival === undefined ? [] : [row.survival])), async () => {
        expectRow(await send(row.code), row, measured)
      })
    }
  })
}

/** Silences what a framework prints of the errors that a table provokes. */
export function quiet(): void {
  const { error } = console
  console.error = () => undefined
  afterAll(() => {
    console.error = error
  })
}

import { readFileSync } from 'node:fs'

/** One value with what the specifications say of it. U+F8FF stands for a part that is not known. */
export interface Vector {
  readonly value: string
  /** The section that decides, or that independent public test suites agree. */
  readonly source: string
  /** Codes of every problem that is always reported, in the order of the text. */
  readonly problems: readonly string[]
  /** Codes of the problems that only an option reports. */
  readonly strict?: readonly string[]
  readonly challenges?: readonly {
    readonly scheme: string | null
    readonly token68?: string
    readonly params?: readonly (readonly [name: string, value: string])[]
  }[]
  readonly statuses?: readonly number[]
  readonly credentials?: 'missing' | 'refused'
}

export const vectors = JSON.parse(
  readFileSync(new URL('challenges.json', import.meta.url), 'utf8'),
) as readonly Vector[]

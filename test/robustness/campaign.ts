import fc from '../support/property.js'
import { handlers } from './grammar.js'
import { mutants } from './mutations.js'
import { createTally, problemsOf, type Source, type Tally } from './properties.js'

/** A source for which something is wrong. */
export interface Failure {
  readonly source: Source
  readonly problems: readonly string[]
}

export interface Outcome {
  readonly tally: Tally
  readonly failures: readonly Failure[]
}

/** Sources, half of them generated and half of them mutated; the same ones for the same seed. */
export function sourcesFor(count: number, seed: number): readonly Source[] {
  // Samples, not fc.assert: one run shows every failure, and a source of some twenty lines need not be shrunk.
  return [handlers, mutants].flatMap((sources) => fc.sample(sources, { numRuns: Math.ceil(count / 2), seed }))
}

/** What is wrong with the product on any of the sources: nothing, and a throw is a problem like others. */
export function tryOut(sources: readonly Source[]): Outcome {
  const tally = createTally()
  const failures = sources.flatMap((source) => {
    const problems = problemsWith(source, tally)
    return problems.length > 0 ? [{ source, problems }] : []
  })
  return { tally, failures }
}

function problemsWith(source: Source, tally: Tally): readonly string[] {
  try {
    return problemsOf(source, tally)
  } catch (error) {
    return [`throws ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`]
  }
}

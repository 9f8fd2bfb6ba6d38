import { expect, it } from 'vitest'
import { sourcesFor, tryOut, type Failure } from './campaign.js'

const COUNT = Number(process.env['COUNT'] ?? 100_000)
const SEED = Number(process.env['SEED'] ?? Date.now() % 2 ** 31)
const PART = 2000

it(`reads ${String(COUNT)} odd sources (SEED=${String(SEED)})`, () => {
  const failures: Failure[] = []
  for (let part = 0; part * PART < COUNT; part++) failures.push(...tryOut(sourcesFor(PART, SEED + part)).failures)
  expect(failures).toEqual([])
})

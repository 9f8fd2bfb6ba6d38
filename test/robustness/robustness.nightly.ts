import { expect, it } from 'vitest'
import { sourcesFor, tryOut } from './campaign.js'

const COUNT = Number(process.env['COUNT'] ?? 100_000)
const SEED = Number(process.env['SEED'] ?? Date.now() % 2 ** 31)
const PART = 2000

it(`reads ${String(COUNT)} odd sources (SEED=${String(SEED)})`, () => {
  for (let part = 0; part * PART < COUNT; part++)
    expect(tryOut(sourcesFor(PART, SEED + part)).failures, `SEED=${String(SEED + part)} COUNT=${String(PART)}`).toEqual(
      [],
    )
})

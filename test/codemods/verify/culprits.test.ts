import fc from '../../support/property.js'
import { describe, expect, it } from 'vitest'
import { findCulprits } from '../../../codemods/verify/culprits.js'

const numbers = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index)

describe('findCulprits', () => {
  it('knows nobody when nothing helps', () => {
    expect(findCulprits([], () => true)).toBeUndefined()
    expect(findCulprits([1, 2, 3], () => false)).toBeUndefined()
  })

  it('finds exactly the ones that are needed together, whatever their order', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.array(fc.nat(39), { minLength: 1, maxLength: 5 }),
        (count, some) => {
          const guilty = [...new Set(some.map((one) => one % count))].sort((a, b) => a - b)
          const found = findCulprits(numbers(count), (without) => guilty.every((one) => without.includes(one)))
          expect([...(found ?? [])].sort((a, b) => a - b)).toEqual(guilty)
        },
      ),
    )
  })

  it('takes the likeliest of two that would do', () => {
    expect(findCulprits(numbers(20), (without) => without.includes(7) || without.includes(15))).toEqual([7])
  })

  it('asks about the logarithm of the number of suspects', () => {
    let asked = 0
    findCulprits(numbers(1000), (without) => {
      asked++
      return without.includes(777)
    })
    expect(asked).toBeLessThan(25)
  })
})

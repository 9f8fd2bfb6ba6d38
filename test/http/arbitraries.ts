import fc from '../support/property.js'
import type { ChallengeInput } from '../../src/http/challenge/index.js'

const TCHARS = Array.from("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
const token = fc.string({ unit: fc.constantFrom(...TCHARS), minLength: 1, maxLength: 12 })
const token68 = fc
  .tuple(fc.string({ unit: fc.constantFrom(...Array.from('-._~+/09AZaz')), minLength: 1, maxLength: 20 }), fc.nat(3))
  .map(([data, padding]) => data + '='.repeat(padding))
const quotedText = fc.string({
  unit: fc.constantFrom(...Array.from(' \t!"#\\,;=\'()/:@[]{}'), ...TCHARS),
  maxLength: 20,
})
const params = fc.uniqueArray(fc.record({ name: token, value: quotedText }), {
  selector: ({ name }) => name.toLowerCase(),
  maxLength: 5,
})
/** One well-formed challenge. */
export const challenge: fc.Arbitrary<ChallengeInput> = fc.oneof(
  fc.record({ scheme: token, token68 }),
  fc.record({ scheme: token, params }),
)

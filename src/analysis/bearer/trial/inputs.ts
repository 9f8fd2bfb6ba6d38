import { isSent, NOTHING, opaque, plain, shown, type Value } from './values.js'

/**
 * What a value of the field is to a parser that keeps to RFC 6750, 2.1.
 * - `exact`: Bearer, one space, one token; - `wide`: the same in other letters or with more spaces; - `spaced`, `tab`: more white space than that
 * - `empty`: the scheme alone; - `missing`: no value; - `raw`: a token alone; - `scheme`: another scheme
 */
export type InputKind = 'exact' | 'wide' | 'spaced' | 'tab' | 'empty' | 'missing' | 'raw' | 'scheme'

export interface TrialInput {
  readonly kind: InputKind
  readonly header: Value
}

/** The token that the inputs carry. */
export const TOKEN = 'k3y'

const texts: readonly (readonly [kind: InputKind, text: string])[] = [
  ['exact', `Bearer ${TOKEN}`],
  ['wide', `bearer ${TOKEN}`],
  ['wide', `BEARER ${TOKEN}`],
  ['wide', `Bearer  ${TOKEN}`],
  ['wide', `bearer  ${TOKEN}`],
  ['spaced', `Bearer ${TOKEN} b`],
  ['spaced', `Bearer ${TOKEN}, Bearer b`],
  ['tab', `Bearer\t${TOKEN}`],
  ['empty', 'Bearer'],
  ['empty', 'bearer'],
  ['empty', 'Bearer '],
  ['missing', ''],
  ['raw', TOKEN],
  ['raw', 'a-longer-key'],
  ['scheme', `Basic ${TOKEN}`],
  ['scheme', `Token ${TOKEN}`],
  ['scheme', `BearerX ${TOKEN}`],
  ['scheme', `Bearer${TOKEN}`],
  ['scheme', `Bearer: ${TOKEN}`],
]

export const INPUTS: readonly TrialInput[] = [
  { kind: 'missing', header: NOTHING },
  { kind: 'missing', header: plain(null) },
  ...texts.map(([kind, text]): TrialInput => ({ kind, header: plain(text, true) })),
  { kind: 'wide', header: { kind: 'list', items: [plain(`Bearer ${TOKEN}`, true)] } },
]

/** `parseBearer` of the helper. */
export function parsed(header: Value): Value {
  if (header.kind === 'opaque') return opaque(`parseBearer(${shown(header)})`, isSent(header))
  const only = header.kind === 'list' && header.items.length === 1 ? header.items[0] : header
  const text = only?.kind === 'plain' && typeof only.value === 'string' ? only.value : undefined
  const token = text === undefined ? undefined : /^bearer +([!-~]+)$/i.exec(text)?.[1]
  return token === undefined ? NOTHING : plain(token, true)
}

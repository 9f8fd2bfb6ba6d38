import type { ResponseSite } from './site.js'

/**
 * What holds whichever of two releases is in use: a response that both see, with what both say of it. Where they differ on the header
 * nothing is known of it, and where they differ on where it goes, nobody is to write it.
 */
export function joinReadings(a: readonly ResponseSite[], b: readonly ResponseSite[]): readonly ResponseSite[] {
  const others = new Map(b.map((site) => [keyOf(site), site]))
  return a.flatMap((site) => {
    const other = others.get(keyOf(site))
    return other === undefined ? [] : [joinSites(site, other)]
  })
}

function keyOf({ kind, range, status }: ResponseSite): string {
  return [kind, range.start, range.end, status.range.start, status.range.end, status.values.join()].join(' ')
}

function joinSites(a: ResponseSite, b: ResponseSite): ResponseSite {
  const { inline, flip, flipEffects, note, ...common } = a
  const isSameHeader = same(a.header, b.header)
  const isSameSlot = same(a.slot, b.slot)
  const reason = note ?? b.note ?? (isSameHeader ? undefined : 'version-unknown')
  return {
    ...common,
    header: isSameHeader ? a.header : { presence: 'unknown' },
    slot: isSameSlot ? a.slot : { kind: 'none', reason: 'version-unknown' },
    ...(inline && same(inline, b.inline) && { inline }),
    ...(flip && same(flip, b.flip) && { flip, ...(flipEffects && { flipEffects }) }),
    ...(reason && { note: reason }),
    form: a.form === b.form ? a.form : `${a.form}, or ${b.form}`,
  }
}

/** Plain data, made by the same code: the order of the properties is the same. */
function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

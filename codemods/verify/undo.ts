import type { TextRange } from '../../src/model/text.js'
import { findCulpritsSlowly } from './culprits.js'
import { addedDiagnostics, type Diagnostic } from './diagnostics.js'
import { byNearness, distanceTo } from './nearness.js'

/** An edited site of a package. */
export interface Site {
  /** Absolute path of its file. */
  readonly path: string
  /** The same in every run over the same texts. */
  readonly id: string
  /** Places in the text as it was on disk. */
  readonly spans: readonly TextRange[]
}

/** What the type check says when some sites are not edited, and the sites that are. */
export interface Look {
  readonly diagnostics: readonly Diagnostic[]
  readonly sites: readonly Site[]
}

/**
 * Which sites have to be undone so that no diagnostic is there that `before` did not have: each with a diagnostic that it brought.
 * A site goes alone when undoing it alone makes the diagnostic go away; sites that touch the diagnostic are tried first, then the
 * nearest of its file, then all others.
 * In: `look`, which is costly: edits again without the sites given, and checks; `undefined` from it ends the search with what is known.
 */
export async function findUnsound(
  before: readonly Diagnostic[],
  look: (without: readonly Site[]) => Promise<Look | undefined>,
): Promise<ReadonlyMap<Site, Diagnostic>> {
  const unsound = new Map<Site, Diagnostic>()
  const lookWithout = async (
    more: readonly Site[],
  ): Promise<Pick<Look, 'sites'> & { added: readonly Diagnostic[] }> => {
    const { diagnostics, sites } = (await look([...unsound.keys(), ...more])) ?? NOTHING
    return { added: addedDiagnostics(before, diagnostics), sites }
  }
  for (;;) {
    const { added, sites } = await lookWithout([])
    const [first] = added
    if (first === undefined || sites.length === 0) return unsound
    const touching = sitesThatTouch(added, sites)
    if (touching.size > 0) {
      const left = (await lookWithout([...touching.keys()])).added
      const guilty = [...touching].filter(([, diagnostic]) => !left.some((one) => isSame(one, diagnostic)))
      guilty.forEach(([site, diagnostic]) => unsound.set(site, diagnostic))
      if (guilty.length > 0) continue
    }
    const isWellWithout = async (some: readonly Site[]): Promise<boolean> =>
      !(await lookWithout(some)).added.some((one) => isSame(one, first))
    const near = byNearness(
      sites.filter((one) => one.path === first.path),
      first.start,
    )
    const culprits =
      (await findCulpritsSlowly(near, isWellWithout)) ??
      (await findCulpritsSlowly([...near, ...sites.filter((one) => one.path !== first.path)], isWellWithout)) ??
      sites
    culprits.forEach((site) => unsound.set(site, first))
  }
}

const NOTHING: Look = { diagnostics: [], sites: [] }

/** For each diagnostic the site in which it stands, when there is one. */
function sitesThatTouch(diagnostics: readonly Diagnostic[], sites: readonly Site[]): ReadonlyMap<Site, Diagnostic> {
  const found = new Map<Site, Diagnostic>()
  for (const one of diagnostics) {
    const inside = sites.filter(
      ({ path, spans }) => path === one.path && spans.some((span) => distanceTo(span, one.start) === 0),
    )
    // the innermost of nested sites
    const [site] = inside.sort((a, b) => lengthOf(a) - lengthOf(b))
    if (site && !found.has(site)) found.set(site, one)
  }
  return found
}

function lengthOf({ spans }: Site): number {
  return Math.max(...spans.map(({ start, end }) => end - start))
}

function isSame(a: Diagnostic, b: Diagnostic): boolean {
  return a.path === b.path && a.code === b.code && (a.message === b.message || a.start === b.start)
}

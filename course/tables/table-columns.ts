import type { LineProblem } from './line-problem.ts'

/** What the columns of a table mean, whatever the program that wrote it calls them. */

/**
 * For each meaning the names of its column, the surest first: where a table has columns of a surer name, one of a less sure name means
 * nothing. Written as `plainName` gives them.
 */
export type Meanings<Meaning extends string> = ReadonlyArray<readonly [meaning: Meaning, tiers: Tiers]>
export type Tiers = ReadonlyArray<readonly string[]>

export interface FoundColumns<Meaning extends string> {
  /** Their places. */
  places: Partial<Record<Meaning, number>>
  /** Names of columns that mean nothing here. */
  ignored: string[]
  /** Two columns that mean the same: which one counts is not for us to say. */
  problems: LineProblem[]
}

/** Small letters without accents, with single spaces for all that parts words. */
export function plainName(name: string): string {
  return name
    .normalize('NFKD')
    .replaceAll(/[\p{M}\p{Cf}]/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

export function findColumns<Meaning extends string>(
  header: { line: number; names: readonly string[] },
  meanings: Meanings<Meaning>,
): FoundColumns<Meaning> {
  const plain = header.names.map(plainName)
  const found: FoundColumns<Meaning> = { places: {}, ignored: [], problems: [] }
  const used = new Set<number>()
  for (const [meaning, tiers] of meanings) {
    const places = tiers.map((tier) => placesOf(plain, tier)).find((among) => among.length > 0) ?? []
    const [place, another] = places
    if (place === undefined) continue
    found.places[meaning] = place
    for (const one of places) used.add(one)
    if (another === undefined) continue
    const value = places.map((one) => header.names[one] ?? '').join(', ')
    found.problems.push({ line: header.line, code: 'column-twice', value: shortened(value) })
  }
  found.ignored = header.names.filter((name, place) => name !== '' && !used.has(place))
  return found
}

/** How much a row looks like a header: more for a column that must be there. */
export function rankHeader<Meaning extends string>(
  names: readonly string[],
  meanings: Meanings<Meaning>,
  needed: readonly Meaning[],
): number {
  const plain = new Set(names.map(plainName))
  const has = (tiers: Tiers) => tiers.some((tier) => tier.some((name) => plain.has(name)))
  const known = meanings.filter(([, tiers]) => has(tiers)).length
  // Of its sure names: the others are words that may stand anywhere.
  const sure = meanings.filter(([meaning, tiers]) => needed.includes(meaning) && has(tiers.slice(0, 2))).length
  // One known word may stand in a title or in anybody's row.
  return sure === 0 && known < 2 ? 0 : 10 * sure + known
}

/** The answer where a column is missing names those that are there: one of them is likely to be it, by another name. */
export function missingColumn(header: { line: number; names: readonly string[] }, column: string): LineProblem {
  const found = header.names.filter((name) => name !== '').join(', ')
  return { line: header.line, code: 'column-missing', value: column, found: shortened(found) }
}

function shortened(text: string): string {
  return text.length > 300 ? `${text.slice(0, 300).toWellFormed()}…` : text
}

function placesOf(names: readonly string[], tier: readonly string[]): number[] {
  return names.flatMap((name, place) => (tier.includes(name) ? [place] : []))
}

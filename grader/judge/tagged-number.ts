/** JSON has no NaN and no infinities: outside a realm they travel under these names. */
export type TaggedNumber = 'NaN' | 'Infinity' | '-Infinity'
export type NumberLike = number | TaggedNumber

export function tagNumber(value: number): NumberLike {
  if (Number.isFinite(value)) return value
  return Number.isNaN(value) ? 'NaN' : value > 0 ? 'Infinity' : '-Infinity'
}

/** The inverse of `tagNumber`. */
export function untagNumber(value: NumberLike): number {
  return typeof value === 'number' ? value : Number(value)
}

/** True for a number, tagged or not; false for any other text. */
export function isNumberLike(value: unknown): value is NumberLike {
  return typeof value === 'number' || value === 'NaN' || value === 'Infinity' || value === '-Infinity'
}

/** Plain arithmetic on measured numbers, in float64. Nothing here guards against NaN: it goes through, and the verbs refuse it. */

/** ‖a‖: 0 for an empty list. Right for elements between 1e-150 and 1e150, far beyond float32. */
export function norm(values: readonly number[]): number {
  return Math.sqrt(dot(values, values))
}

/** ⟨a, b⟩; NaN when the lengths differ. */
export function dot(a: readonly number[], b: readonly number[]): number {
  if (a.length !== b.length) return NaN
  return a.reduce((sum, value, i) => sum + value * (b[i] ?? NaN), 0)
}

/** ⟨a, b⟩ / (‖a‖·‖b‖); NaN when either is zero or the lengths differ. */
export function cosine(a: readonly number[], b: readonly number[]): number {
  return dot(a, b) / (norm(a) * norm(b))
}

/** ‖a − b‖; NaN when the lengths differ. */
export function distance(a: readonly number[], b: readonly number[]): number {
  if (a.length !== b.length) return NaN
  return norm(a.map((value, i) => value - (b[i] ?? NaN)))
}

/** ‖a − b‖ / ‖b‖: how far a measured vector lies from the expected one. */
export function relativeDistance(a: readonly number[], b: readonly number[]): number {
  return distance(a, b) / norm(b)
}

/** The same elements at the same places, to the last bit (0 and −0 count as one). */
export function sameElements(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((value, i) => value === b[i])
}

/** |a − b| ≤ rel·|b|: for predicates, which ask rather than judge. False for NaN. */
export function isClose(a: number, b: number, rel: number): boolean {
  return Math.abs(a - b) <= rel * Math.abs(b)
}

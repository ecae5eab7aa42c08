/** Descriptive statistics of a class. Nothing is estimated beyond the learners who are there. */

/** With fewer learners than this a number says more about them than about the exercise. */
export const fewLearners = 10

/**
 * The value below which a share of the sorted values lies, interpolated linearly between neighbours.
 * @param share 0..1
 * @returns null without values
 * Source: Hyndman & Fan 1996, definition 7; PostgreSQL's percentile_cont and R's default are the same.
 */
export function quantile(values: readonly number[], share: number): number | null {
  const sorted = values.toSorted((a, b) => a - b)
  const position = (sorted.length - 1) * share
  const [low, high] = [sorted[Math.floor(position)], sorted[Math.ceil(position)]]
  return low === undefined || high === undefined ? null : low + (high - low) * (position - Math.floor(position))
}

export interface Quartiles {
  lower: number
  median: number
  upper: number
}

/** @returns null without values */
export function quartiles(values: readonly number[]): Quartiles | null {
  const [lower, median, upper] = [quantile(values, 0.25), quantile(values, 0.5), quantile(values, 0.75)]
  return lower === null || median === null || upper === null ? null : { lower, median, upper }
}

export function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length
}

/**
 * How well passing an exercise separates learners who do well on the others from those who do not: the point-biserial
 * correlation r = (M₁ − M₀) / s · √(n₁n₀ / n²), with M₁ and M₀ the mean of the other scores of those who passed and of those
 * who did not, and s the standard deviation of all of them (divided by n). It equals Pearson's r with passing as 0 and 1.
 * The exercise itself is left out of the other scores, or it would correlate with itself.
 * @returns -1..1; null for fewer than ten learners, and where all passed, none did, or all other scores are alike
 * Source: Lord & Novick 1968, Statistical Theories of Mental Test Scores, §15.3
 */
export function discrimination(learners: ReadonlyArray<{ passed: boolean; others: number }>): number | null {
  if (learners.length < fewLearners) return null
  const ofGroup = (passed: boolean) => learners.filter((one) => one.passed === passed).map(({ others }) => others)
  const [ones, zeros, all] = [ofGroup(true), ofGroup(false), learners.map(({ others }) => others)]
  const [one, zero, centre] = [mean(ones), mean(zeros), mean(all)]
  if (one === null || zero === null || centre === null) return null
  const deviation = Math.sqrt(mean(all.map((value) => (value - centre) ** 2)) ?? 0)
  // Equal scores differ by rounding alone, which must not be blown up to a correlation.
  if (deviation < 1e-9) return null
  return ((one - zero) / deviation) * (Math.sqrt(ones.length * zeros.length) / all.length)
}

export interface Bin {
  /** From this value on. */
  from: number
  /** Below this value; in the last bin up to and with it. */
  to: number
  count: number
}

/** Which bin a value falls into, the last edge into the last bin; null outside the edges. @param edges increasing */
export function binOf(value: number, edges: readonly number[]): number | null {
  const last = edges.length - 1
  if (value === edges[last]) return last - 1
  const after = edges.findIndex((edge) => value < edge)
  return after <= 0 ? null : after - 1
}

/** How many values lie in each bin; those outside the edges are not counted. @param edges increasing */
export function histogram(values: readonly number[], edges: readonly number[]): Bin[] {
  const counts = edges.slice(1).map(() => 0)
  for (const value of values) {
    const bin = binOf(value, edges)
    if (bin !== null) counts[bin] = (counts[bin] ?? 0) + 1
  }
  return counts.map((count, index) => ({ from: edges[index] ?? 0, to: edges[index + 1] ?? 0, count }))
}

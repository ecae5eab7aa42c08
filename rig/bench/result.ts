/** What a benchmark is told. */
export interface BenchOptions {
  log: (line: string) => void
  /** How many submissions, where the benchmark has a number of them to choose. */
  count?: number | undefined
}

/** What a benchmark reports. A number that could not be measured is NaN, and null as JSON. */
export interface BenchResult {
  /** Ratios first: what can be compared between machines. */
  ratios: Record<string, number>
  /** Medians, in milliseconds or bytes as the name says. */
  figures: Record<string, number>
  /** How often something ended as it should not have, by what and where. Absent where nothing can. */
  unexpected?: Record<string, number>
}

/** What a benchmark reports. */
export interface BenchResult {
  /** Ratios first: what can be compared between machines. */
  ratios: Record<string, number>
  /** Medians, in milliseconds or bytes as the name says. */
  figures: Record<string, number>
}

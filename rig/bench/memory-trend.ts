/**
 * Whether memory grows for ever. A browser grows while it serves and is replaced after so many realms, so that the curve is a saw:
 * a line through all of it measures where it happens to begin and end. Two figures instead, both from the second half alone,
 * because the first half warms caches up:
 *
 * - the lasting slope compares only samples of different browsers that had served equally long: whatever a new browser gives back is
 *   in neither, and what is left grows for ever;
 * - the slope within a browser compares only samples of one browser: what is given back when it is replaced.
 *
 * The grader's own process is replaced by nothing: a line through all of its samples is honest.
 */
import { median } from './medians.ts'
import { robustSlope } from './robust-line.ts'

export interface MemorySample {
  /** Submissions graded until now, by all browsers. */
  submissions: number
  /** Counts the browsers. */
  browser: number
  /** Submissions graded since this browser was started. */
  age: number
  bytes: number
}

export interface MemoryTrend {
  /** MB per 1,000 submissions; NaN where the second half has no two browsers of the same age. */
  lasting: number
  /** MB per 1,000 submissions of one browser; NaN where none has two samples. */
  withinBrowser: number
  /** MB per 1,000 submissions through all samples of the second half: for what is replaced by nothing. */
  throughAll: number
  /** Medians of the first and of the last fifth, and the most, in MB. */
  first: number
  last: number
  peak: number
}

/** @param every how many submissions lie between two samples: ages that differ by less are the same */
export function describeTrend(samples: readonly MemorySample[], every: number): MemoryTrend {
  const points = samples.map((sample) => ({ ...sample, x: sample.submissions / 1000, y: sample.bytes / 2 ** 20 }))
  const total = points.at(-1)?.submissions ?? 0
  const late = points.filter(({ submissions }) => submissions > total / 2)
  const sizes = points.map(({ y }) => y)
  const fifth = Math.ceil(sizes.length / 5)
  return {
    lasting: robustSlope(late, (a, b) => a.browser !== b.browser && Math.abs(a.age - b.age) < every),
    throughAll: robustSlope(late),
    withinBrowser: robustSlope(late, (a, b) => a.browser === b.browser),
    first: median(sizes.slice(0, fifth)),
    last: median(sizes.slice(-fifth)),
    peak: sizes.reduce((most, size) => Math.max(most, size), 0),
  }
}

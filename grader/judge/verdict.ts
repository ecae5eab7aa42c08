/**
 * The words that leave the grader. Types and plain data alone: no tfjs, no Node, no browser, no schema, so that
 * the page, the database and the command line can all read a verdict.
 */
import type { z } from 'zod'

import type * as schema from './verdict-schema.ts'

export * from './verdict-words.ts'
export type { NumberLike } from './tagged-number.ts'

export type Measured = z.output<typeof schema.measured>
export type Expectation = z.output<typeof schema.expectation>
export type Problem = z.output<typeof schema.problem>
export type CheckResult = z.output<typeof schema.checkResult>
export type Note = z.output<typeof schema.note>
export type ConsoleLine = z.output<typeof schema.consoleLine>
export type PlotSeries = z.output<typeof schema.plotSeries>
export type Plot = z.output<typeof schema.plot>
export type Verdict = z.output<typeof schema.verdict>

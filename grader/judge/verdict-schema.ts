/**
 * The shape of a verdict, once: the types of the whole house follow from it, and every door parses with it (the host what a judge
 * says, the store what the database kept). The limits are those of the judge's door, behind which an author's code stands.
 */
import { z } from 'zod'

import { axisNames, backendNames, verdictKinds } from './verdict-words.ts'

/** An id, as authors write it. */
export const word = z.string().max(100)

const numberLike = z.union([z.number(), z.enum(['NaN', 'Infinity', '-Infinity'])])

/** What a check saw, as it is shown: one number (perhaps tagged) or a short text. */
export const measured = z.union([numberLike, z.string().max(300)])

/** What a check wanted to see; the interface puts it into words in either language. */
export const expectation = z.discriminatedUnion('verb', [
  z.object({
    verb: z.literal('near'),
    value: numberLike,
    rel: z.number().exactOptional(),
    abs: z.number().exactOptional(),
  }),
  z.object({ verb: z.literal('within'), low: z.number(), high: z.number() }),
  z.object({ verb: z.literal('at-most'), limit: z.number() }),
  z.object({ verb: z.literal('at-least'), limit: z.number() }),
  z.object({ verb: z.literal('equal'), value: measured }),
  z.object({ verb: z.literal('finite') }),
  z.object({ verb: z.literal('not-finite') }),
  z.object({ verb: z.literal('increasing') }),
  z.object({ verb: z.literal('decreasing') }),
])

const params = z.record(z.string(), z.union([z.string(), z.number()]))

/**
 * Why something could not be measured or started, as a code that the interface puts into words
 * (messages/*.json, `problems.<code>`), with its parameters and the learner's own line if there is one.
 */
export const problem = z.object({
  code: z.string(),
  params,
  /** 1-based line and column in the learner's module, or null where no line is to blame. */
  line: z.number().nullable(),
  column: z.number().nullable(),
})

export const checkResult = z.object({
  id: word,
  weight: z.number().positive(),
  passed: z.boolean(),
  measured: measured.nullable(),
  expected: expectation.nullable(),
  /** 1-based layer that the judgement speaks of, input side first. */
  layer: z.number().nullable(),
  /** Set when the check's section could not be measured (a throw, a wrong shape). */
  problem: problem.nullable(),
})

/** Something worth saying that does not change the score, such as a tensor leak. */
export const note = z.object({ code: z.string(), params })

export const consoleLine = z.object({
  level: z.enum(['log', 'warn', 'error']),
  text: z.string(),
  line: z.number().nullable(),
})

export const plotSeries = z.object({
  /** The learner's line is solid, the reference dashed, the baseline grey. */
  role: z.enum(['mine', 'reference', 'baseline']),
  /** Points [x, y]; y may be tagged, and is then drawn at the edge and named in the table. */
  points: z.array(z.tuple([z.number(), numberLike])).max(5000),
})

const scale = z.enum(['linear', 'log'])

export const plot = z.object({
  id: word,
  x: z.enum(axisNames),
  y: z.enum(axisNames),
  xScale: scale,
  yScale: scale,
  /** How the series are drawn, a line where it is left out. */
  marks: z.enum(['line', 'points']).exactOptional(),
  series: z.array(plotSeries),
  /** Tolerance band around the reference: [x, low, high]. */
  band: z.array(z.tuple([z.number(), z.number(), z.number()])).max(5000),
})

export const verdict = z.object({
  kind: z.enum(verdictKinds),
  /** Weighted share of passed checks, 0..1; 0 for every kind but passed and failed. */
  score: z.number(),
  checks: z.array(checkResult),
  /** Id of the recognised misconception. */
  misconception: word.nullable(),
  /** Why it could not start or go on, for every kind but passed and failed. */
  problem: problem.nullable(),
  notes: z.array(note),
  plots: z.array(plot),
  console: z.array(consoleLine),
  backend: z.enum(backendNames).nullable(),
  /** The GL renderer that really ran, null where there is none. */
  renderer: z.string().nullable(),
  seed: z.number().nullable(),
  durationMs: z.number(),
})

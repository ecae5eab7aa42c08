/** The judge cage's messages, parsed at the host's door. Author's code stands behind them: as untrusted as a learner's. */
import { z } from 'zod'
import type { Declared, JudgeMessage } from './protocol.ts'
import { axisNames, verdictKinds } from './verdict.ts'

const word = z.string().max(100)
const numberLike = z.union([z.number(), z.enum(['NaN', 'Infinity', '-Infinity'])])
const measured = z.union([z.number(), z.string().max(300)])
const expectation = z.discriminatedUnion('verb', [
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
const plot = z.object({
  id: word,
  x: z.enum(axisNames),
  y: z.enum(axisNames),
  xScale: z.enum(['linear', 'log']),
  yScale: z.enum(['linear', 'log']),
  marks: z.enum(['line', 'points']).exactOptional(),
  series: z.array(
    z.object({
      role: z.enum(['mine', 'reference', 'baseline']),
      points: z.array(z.tuple([z.number(), numberLike])).max(5000),
    }),
  ),
  band: z.array(z.tuple([z.number(), z.number(), z.number()])).max(5000),
})
const declared = {
  checks: z
    .array(z.object({ id: word, needs: z.array(word).min(1), weight: z.number().positive() }))
    .min(1)
    .max(100),
  misconceptions: z.array(z.object({ id: word, kind: z.enum(verdictKinds), fails: z.array(word) })).max(100),
  plots: z.array(z.object({ id: word, needs: z.array(word).min(1) })).max(20),
} satisfies Record<keyof Declared, unknown>

const judgeMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('up') }),
  z.object({ type: z.literal('loaded'), ...declared }),
  z.object({
    type: z.literal('judged'),
    checks: z.array(
      z.object({
        id: word,
        passed: z.boolean(),
        measured: measured.nullable(),
        expected: expectation.nullable(),
        layer: z.number().nullable(),
      }),
    ),
    plots: z.array(plot),
  }),
  z.object({ type: z.literal('recognised'), misconception: word.nullable() }),
  z.object({ type: z.literal('failed'), detail: z.string().max(400) }),
])

/** @throws z.ZodError for anything that is no message of a judge */
export function parseJudgeMessage(json: unknown): JudgeMessage {
  return judgeMessage.parse(json)
}

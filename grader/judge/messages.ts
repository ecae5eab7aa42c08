/** The judge cage's messages, parsed at the host's door. Author's code stands behind them: as untrusted as a learner's. */
import { z } from 'zod'
import type { Declared, JudgeMessage } from './protocol.ts'
import { checkResult, plot, word } from './verdict-schema.ts'
import { verdictKinds } from './verdict-words.ts'

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
    checks: z.array(checkResult.pick({ id: true, passed: true, measured: true, expected: true, layer: true })),
    plots: z.array(plot),
  }),
  z.object({ type: z.literal('recognised'), misconception: word.nullable() }),
  z.object({ type: z.literal('failed'), detail: z.string().max(400) }),
])

/** @throws z.ZodError for anything that is no message of a judge */
export function parseJudgeMessage(json: unknown): JudgeMessage {
  return judgeMessage.parse(json)
}

/** The cage's messages, parsed at the host's door. Anything else breaks the protocol and is refused. */
import { z } from 'zod'
import type { Json } from '../exercise/exercise.ts'
import { backendNames } from '../judge/verdict.ts'
import { KERNEL_CALLS_LIMIT } from './protocol.ts'
import type { CageMessage } from './protocol.ts'

const json: z.ZodType<Json> = z.lazy(() =>
  z.union([z.null(), z.boolean(), z.number(), z.string(), z.array(json), z.record(z.string(), json)]),
)
const word = z.string().max(100)
const problem = z.strictObject({
  code: word,
  params: z.record(word, z.union([z.string().max(400), z.number()])),
  line: z.number().nullable(),
  column: z.number().nullable(),
})
const measurement: z.ZodType<Json> = z.lazy(() => z.union([z.number(), z.string().max(2000), z.array(measurement)]))
const note = z.strictObject({ code: word, params: z.record(word, z.union([z.string().max(400), z.number()])) })
const repeated = z.strictObject({
  export: word,
  calls: z.number(),
  first: json,
  again: json,
  problem: problem.nullable(),
})

const inputShape = z.strictObject({
  shape: z.array(z.number().int().nonnegative()).max(8),
  dtype: z.enum(['float32', 'int32', 'bool']),
})
const kernelCall = z.strictObject({
  name: word,
  inputs: z.record(word, z.union([inputShape, z.array(inputShape).max(100)])),
  attributes: z.record(word, json),
})

const cageMessage = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('up') }),
  z.strictObject({
    type: z.literal('ready'),
    backend: z.enum(backendNames),
    renderer: z.string().max(200).nullable(),
  }),
  z.strictObject({ type: z.literal('unavailable'), detail: z.string().max(400) }),
  z.strictObject({ type: z.literal('drawn'), draw: json }),
  z.strictObject({
    type: z.literal('console'),
    line: z.strictObject({
      level: z.enum(['log', 'warn', 'error']),
      text: z.string().max(25_000),
      line: z.number().nullable(),
    }),
  }),
  z.strictObject({ type: z.literal('invalid'), problem }),
  z.strictObject({ type: z.literal('running'), section: word }),
  z.strictObject({ type: z.literal('section'), name: word, measurements: z.record(word, measurement) }),
  z.strictObject({ type: z.literal('section-failed'), name: word, problem }),
  z.strictObject({ type: z.literal('limit'), kind: z.enum(['timed-out', 'out-of-memory']), problem }),
  z.strictObject({ type: z.literal('broken'), detail: z.string().max(400) }),
  z.strictObject({ type: z.literal('gpu-lost') }),
  z.strictObject({
    type: z.literal('end'),
    repeated: z.array(repeated).max(50),
    notes: z.array(note).max(50),
    kernels: z.array(kernelCall).max(KERNEL_CALLS_LIMIT),
  }),
])

const MESSAGE_LIMIT_CHARACTERS = 8_000_000

/** @returns undefined for a text that breaks the protocol */
export function parseCageMessage(text: string): CageMessage | undefined {
  if (text.length > MESSAGE_LIMIT_CHARACTERS) return undefined
  const parsed = cageMessage.safeParse(parseJson(text))
  return parsed.success ? parsed.data : undefined
}

/** @returns undefined where the text is no JSON; the schema then refuses it */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

import { z } from 'zod'
import { axisNames, backendNames, verdictKinds } from '../../grader/judge/verdict.ts'
import type { BackendName, Verdict } from '../../grader/judge/verdict.ts'
import type { Json, Measurements } from '../../grader/exercise/exercise.ts'

/** What leaves PostgreSQL as JSON is parsed before anyone trusts its shape: rows outlive the code that wrote them. */

/**
 * JSON that PostgreSQL takes: learners' texts may hold NUL or halves of characters, which jsonb refuses. Without this one
 * console line would keep a verdict from ever being stored.
 */
export function toStorableJson(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'string' ? toStorableText(inner) : inner))
}

/** Text that PostgreSQL takes. */
export function toStorableText(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\uFFFD')
}

const numberLike = z.union([z.number(), z.enum(['NaN', 'Infinity', '-Infinity'])])
const measured = z.union([z.number(), z.string()])

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
  z.object({ verb: z.enum(['finite', 'not-finite', 'increasing', 'decreasing']) }),
])

const params = z.record(z.string(), z.union([z.string(), z.number()]))

const problem = z.object({
  code: z.string(),
  params,
  line: z.number().nullable(),
  column: z.number().nullable(),
})

const scale = z.enum(['linear', 'log'])

const plot = z.object({
  id: z.string(),
  x: z.enum(axisNames),
  y: z.enum(axisNames),
  xScale: scale,
  yScale: scale,
  marks: z.enum(['line', 'points']).exactOptional(),
  series: z.array(
    z.object({
      role: z.enum(['mine', 'reference', 'baseline']),
      points: z.array(z.tuple([z.number(), numberLike])),
    }),
  ),
  band: z.array(z.tuple([z.number(), z.number(), z.number()])),
})

const verdict: z.ZodType<Verdict> = z.object({
  kind: z.enum(verdictKinds),
  score: z.number(),
  checks: z.array(
    z.object({
      id: z.string(),
      weight: z.number(),
      passed: z.boolean(),
      measured: measured.nullable(),
      expected: expectation.nullable(),
      layer: z.number().nullable(),
      problem: problem.nullable(),
    }),
  ),
  misconception: z.string().nullable(),
  problem: problem.nullable(),
  notes: z.array(z.object({ code: z.string(), params })),
  plots: z.array(plot),
  console: z.array(
    z.object({ level: z.enum(['log', 'warn', 'error']), text: z.string(), line: z.number().nullable() }),
  ),
  backend: z.enum(backendNames).nullable(),
  renderer: z.string().nullable(),
  seed: z.number().nullable(),
  durationMs: z.number(),
})

export function parseVerdict(stored: unknown): Verdict {
  return verdict.parse(stored)
}

/** A verdict as it would come back from the database. */
export function asStored(fresh: Verdict): Verdict {
  return parseVerdict(JSON.parse(toStorableJson(fresh)))
}

const verdictKind = z.enum(verdictKinds)

export function parseVerdictKind(stored: string): Verdict['kind'] {
  return verdictKind.parse(stored)
}

const backendName = z.enum(backendNames)

export function parseBackendName(stored: string): BackendName {
  return backendName.parse(stored)
}

const json: z.ZodType<Json> = z.json()

export function parseJson(stored: unknown): Json {
  return json.parse(stored)
}

const measurements: z.ZodType<Measurements> = z.record(z.string(), z.record(z.string(), json))

export function parseMeasurements(stored: unknown): Measurements {
  return measurements.parse(stored)
}

const files = z.record(z.string(), z.string())

export function parseFiles(stored: unknown): Record<string, string> {
  return files.parse(stored)
}

import { z } from 'zod'
import { verdict } from '../../grader/judge/verdict-schema.ts'
import { backendNames, verdictKinds } from '../../grader/judge/verdict.ts'
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

import 'server-only'
import { z } from 'zod'

import { DomainError } from '@/course/foundation/errors.ts'

/** Codes that say more than that a field is wrong. */
const ownCode = z.enum(['improper-name', 'improper-text'])

/** Parses what comes from outside. @throws DomainError 'improper-name', 'improper-text' or 'invalid-input', with the `field` that is wrong */
export function parseInput<Schema extends z.ZodType>(schema: Schema, typed: unknown): z.output<Schema> {
  const parsed = schema.safeParse(typed)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const told = ownCode.safeParse(issue?.code === 'custom' ? issue.params?.['code'] : undefined)
  throw new DomainError(told.success ? told.data : 'invalid-input', { field: issue?.path.join('.') ?? '' })
}

/** An id that cannot be one belongs to nothing. @throws DomainError 'not-found' */
export function parseId(schema: z.ZodType<string>, typed: unknown): string {
  const parsed = schema.safeParse(typed)
  if (parsed.success) return parsed.data
  throw new DomainError('not-found')
}

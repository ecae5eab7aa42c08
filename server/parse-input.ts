import 'server-only'
import { z } from 'zod'

import { parseEmailAddress } from '@/course/email-address.ts'
import { DomainError } from '@/course/errors.ts'
import { isProperName } from '@/course/proper-name.ts'
import { parseStudentId, studentIdLimit } from '@/course/student-id.ts'

/** A line that people typed: trimmed, not empty, without control characters, which no name needs and PostgreSQL may refuse. */
export function shortText(limit: number) {
  return z
    .string()
    .trim()
    .min(1)
    .max(limit)
    .regex(/^\P{Cc}*$/u, 'holds control characters')
}

/** A name of a person or a class, or a number that stands for one. @throws in parseInput as DomainError 'improper-name' */
export function properName(limit: number) {
  return z
    .string()
    .trim()
    .min(1)
    .max(limit)
    .refine(isProperName, { params: { code: 'improper-name' } })
}

/** A school's own number for a person. @throws in parseInput as DomainError 'improper-name' */
export const studentIdNumber = z
  .string()
  .trim()
  .min(1)
  .max(studentIdLimit)
  .transform((typed, context) => {
    const studentId = parseStudentId(typed)
    if (studentId !== null) return studentId
    context.addIssue({ code: 'custom', message: 'is no number', params: { code: 'improper-name' } })
    return z.NEVER
  })

/** As people type or paste one. */
export const emailAddress = z.string().transform((typed, context) => {
  const address = parseEmailAddress(typed)
  if (address !== null) return address
  context.addIssue({ code: 'custom', message: 'is no e-mail address' })
  return z.NEVER
})

/**
 * An instant as ISO 8601 writes it with its offset, in years that PostgreSQL, its driver and JavaScript all write alike: beyond
 * them one of the others cannot read it back.
 */
export const instant = z.iso.datetime({ offset: true }).refine((text) => {
  const at = Date.parse(text)
  return at >= Date.UTC(1970, 0) && at < Date.UTC(9000, 0)
}, 'lies too far away')

/** Parses what comes from outside. @throws DomainError 'improper-name' or 'invalid-input', with the `field` that is wrong */
export function parseInput<T>(schema: z.ZodType<T>, typed: unknown): T {
  const parsed = schema.safeParse(typed)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const code =
    issue?.code === 'custom' && issue.params?.['code'] === 'improper-name' ? 'improper-name' : 'invalid-input'
  throw new DomainError(code, { field: issue?.path.join('.') ?? '' })
}

/** An id that cannot be one belongs to nothing. @throws DomainError 'not-found' */
export function parseId(schema: z.ZodType<string>, typed: unknown): string {
  const parsed = schema.safeParse(typed)
  if (parsed.success) return parsed.data
  throw new DomainError('not-found')
}

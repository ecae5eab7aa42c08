/** The texts, names, numbers and times that people type, each with one rule at every door. */
import { z } from 'zod'

import { parseEmailAddress } from '@/course/accounts/email-address.ts'
import { isProperName, isReadableText } from '@/course/accounts/proper-name.ts'
import { parseStudentId, studentIdLimit } from '@/course/accounts/student-id.ts'

/** What says in parseInput that a text is there and cannot be taken as it is. */
const improperText = { params: { code: 'improper-text' } }

/**
 * A line that people typed: trimmed, something to be seen, without control characters, which no line needs and PostgreSQL may refuse.
 * @throws in parseInput as DomainError 'improper-text'
 */
export function shortText(limit: number) {
  return z.string().trim().min(1).max(limit).refine(isLine, improperText)
}

/** The same where nothing needs to be said. */
export function optionalText(limit: number) {
  return z
    .string()
    .trim()
    .max(limit)
    .refine((text) => text === '' || isLine(text), improperText)
    .default('')
}

function isLine(text: string): boolean {
  return isReadableText(text) && /^\P{Cc}*$/u.test(text)
}

/** The same over several lines: line breaks, as \n, and tabs are what people type; no other control character is. */
export function longText(limit: number) {
  return z
    .string()
    .transform((typed) => typed.replaceAll(/\r\n?/g, '\n').trim())
    .pipe(
      z
        .string()
        .min(1)
        .max(limit)
        .refine((text) => isReadableText(text) && /^[\P{Cc}\n\t]*$/u.test(text), improperText),
    )
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

import 'server-only'

import type { EnrolmentRole } from '@/course/accounts/access.ts'

import { writeCsv } from '../foundation/csv.ts'

interface Listed {
  name: string
  email: string
  role: EnrolmentRole
  studentId: string | null
  /** The whole address; null for who may not hand it out. */
  link: string | null
}

/** All invitations to be passed on: a line each, or a table for a program that writes letters. */
export function writeInvitations(invitations: readonly Listed[]): { list: string; csv: string } {
  const rows = invitations.flatMap(({ name, email, role, studentId, link }) =>
    link === null ? [] : [{ name, email, role, studentId, link }],
  )
  const table = writeCsv(
    ['email', 'name', 'role', 'student_id', 'link'],
    rows.map(({ name, email, role, studentId, link }) => [email, name, role, studentId, link]),
  )
  return {
    list: rows.map(({ name, email, link }) => `${name === '' ? email : `${name} <${email}>`}: ${link}`).join('\n'),
    // The mark is for files: in a text that is pasted it would be a character.
    csv: table.replace(/^\uFEFF/, ''),
  }
}

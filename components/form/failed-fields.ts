/** Which fields of a form a failure is about, where its code alone says so. Forms name their fields as the server does. */
const fieldsOf: Readonly<Record<string, readonly string[]>> = {
  'wrong-credentials': ['email', 'password'],
  'wrong-code': ['code'],
  'code-unknown': ['code'],
  'wrong-password': ['oldPassword', 'confirmation', 'factor-password'],
  'student-id-taken': ['studentId'],
  'common-password': ['password', 'newPassword'],
  'guessable-password': ['password', 'newPassword'],
}

/** @param failure a code of messages/errors with what it names, or null; empty where it is about no field */
export function failedFields(
  failure: { code: string; params?: Readonly<Record<string, string | number>> } | null,
): readonly string[] {
  if (failure === null) return []
  const named = failure.params?.['field']
  return typeof named === 'string' && named !== '' ? [named] : (fieldsOf[failure.code] ?? [])
}

/** A failure in words, with the fields that it is about. */
export interface Failure {
  text: string
  failed: readonly string[]
}

export function failureOf(failure: Parameters<typeof failedFields>[0], text: string): Failure {
  return { text, failed: failedFields(failure) }
}

/** Every expected failure of the web side has a code; only app/ turns codes into HTTP and words. */
export const domainErrorCodes = [
  'not-signed-in',
  'forbidden',
  'not-found',
  'invalid-input',
  'source-too-large',
  'too-many-requests',
  'draft-conflict',
  'already-assigned',
  'class-archived',
  'join-closed',
  'removed-from-class',
  'last-instructor',
  'student-id-taken',
  'bad-lines',
  'out-of-date',
  'not-confirmed',
  'exercise-changed',
  'link-spent',
  'last-way-in',
  'wrong-password',
  'common-password',
  'guessable-password',
  'sign-in-again',
  'improper-name',
  'improper-text',
  'broken-text',
  'busy',
  'second-step',
  'step-over',
  'wrong-code',
  'second-factor-needed',
  'second-factor-required',
  'second-factor-stands',
] as const
export type DomainErrorCode = (typeof domainErrorCodes)[number]

/** What the caller may know beyond the code, as plain JSON. */
export type DomainErrorDetails = Readonly<Record<string, unknown>>

export class DomainError extends Error {
  override readonly name = 'DomainError'
  readonly code: DomainErrorCode
  readonly details: DomainErrorDetails

  constructor(code: DomainErrorCode, details: DomainErrorDetails = {}, options?: ErrorOptions) {
    super(code, options)
    this.code = code
    this.details = details
  }
}

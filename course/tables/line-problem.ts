/** What is wrong with a line of a table that somebody uploads or pastes. */

/** Why a line of a table cannot be taken. */
export const lineProblemCodes = [
  'too-large',
  'too-many-rows',
  'too-many-columns',
  'not-utf8',
  'workbook',
  'mis-decoded',
  'not-csv',
  'empty',
  'header-missing',
  'column-missing',
  'column-twice',
  'too-many-fields',
  'email-wrong',
  'role-unknown',
  'too-long',
  'name-improper',
  'twice',
  'student-id-destroyed',
  'student-id-zeros-lost',
  'student-id-taken',
  'last-instructor',
  'learner-unknown',
  'learner-ambiguous',
  'learner-contradicted',
  'assignment-unknown',
  'points-wrong',
  'reason-missing',
] as const

/** So many are told: nobody reads more of them before they correct the first. */
export const problemsAtMost = 200

export interface LineProblem {
  /** In the file, from 1. */
  line: number
  code: (typeof lineProblemCodes)[number]
  /** What stood there, or the column that is missing. */
  value?: string
  /** The columns that are there, where one is missing. */
  found?: string
}

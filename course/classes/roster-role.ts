import type { EnrolmentRole } from '../accounts/access.ts'
import { plainName } from '../tables/table-columns.ts'

/** As people say it, and as learning management systems write it in what they export. */
const roles: ReadonlyMap<string, EnrolmentRole> = new Map([
  ...['learner', 'student', 'studentenrollment', 'participant', '学生', '学员', '學生'].map(
    (name) => [name, 'learner'] as const,
  ),
  ...['assistant', 'ta', 'taenrollment', 'teaching assistant', 'tutor', 'non editing teacher', '助教'].map(
    (name) => [name, 'assistant'] as const,
  ),
  ...['instructor', 'teacher', 'teacherenrollment', 'editingteacher', 'editing teacher', '教师', '老师', '教師'].map(
    (name) => [name, 'instructor'] as const,
  ),
])

/** @returns undefined for what is no role here, such as an observer */
export function parseRole(typed: string): EnrolmentRole | undefined {
  return roles.get(plainName(typed))
}

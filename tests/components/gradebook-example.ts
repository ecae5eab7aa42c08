/** A class as the web tells of it, small enough to be read beside a test. */
import type { CellDetail } from '../../course/gradebook/gradebook-cell.ts'
import type { GradebookWire } from '../../course/gradebook/gradebook.ts'
import { verdictKinds, type VerdictKind } from '../../grader/judge/verdict.ts'

export const now = Date.UTC(2026, 2, 10, 12)
export const titles = { vanish: 'Vanishing', explode: 'Exploding', clip: 'Clipping' }
const day = 86_400_000

interface Grade {
  kind?: VerdictKind
  points?: number
  attempts?: number
  waiting?: number
  late?: boolean
}

/** One cell as it travels (course/gradebook.ts). */
function grade(place: number, { kind, points, attempts = 1, waiting = 0, late = false }: Grade): string {
  const digits = (value: number, count: number) => String(value).padStart(count, '0')
  const kindDigit = kind === undefined ? 9 : verdictKinds.indexOf(kind)
  const thousandths = points === undefined ? 9_999_999 : points * 1000
  return `${place}${kindDigit}${late ? 1 : 0}${digits(waiting, 2)}${digits(attempts, 2)}${digits(thousandths, 7)}`
}

function learner(
  name: string,
  studentId: string | null,
  texts: { grades?: string[]; overrides?: string; extensions?: string } = {},
): GradebookWire['learners'][number] {
  const [id = name] = name.toLowerCase().split(' ')
  const { grades = [], overrides = '', extensions = '' } = texts
  return {
    id,
    name,
    email: `${id}@school.example`,
    studentId,
    rosterName: null,
    grades: grades.join(' '),
    overrides,
    extensions,
  }
}

export const smallClass: GradebookWire = {
  assignments: [
    { id: 'a-vanish', slug: 'vanish', dueAt: now - day, points: 10 },
    { id: 'a-explode', slug: 'explode', dueAt: now + day, points: 5 },
    { id: 'a-clip', slug: 'clip', dueAt: null, points: 4 },
  ],
  learners: [
    learner('Cleo Wu', 's-30', {
      grades: [grade(0, { kind: 'failed', points: 3.5 }), grade(2, { kind: 'passed', points: 4 })],
      overrides: '1 5000',
    }),
    learner('Ada Chen', 's-20', {
      grades: [grade(0, { kind: 'passed', points: 8.5, attempts: 2, late: true }), grade(1, { waiting: 1 })],
    }),
    learner('Ben Li', 's-10', { grades: [grade(0, { late: true })], extensions: `1 ${now + 3 * day}` }),
    learner('Dan Xu', null),
  ],
}

/** More of both than a screen has room for. */
export const largeClass: GradebookWire = {
  assignments: Array.from({ length: 30 }, (_, index) => ({
    id: `a-${index}`,
    slug: `e-${index}`,
    dueAt: null,
    points: 1,
  })),
  learners: Array.from({ length: 80 }, (_, index) => learner(`L${String(index).padStart(2, '0')} Learner`, null)),
}

/** How Ada's grade for the first assignment came about. */
export const adasCell: CellDetail = {
  learner: { id: 'ada', name: 'Ada Chen', email: 'ada@school.example', studentId: 's-20' },
  assignment: {
    id: 'a-vanish',
    slug: 'vanish',
    points: 10,
    dueAt: now - day,
    closesAt: null,
    plainDueAt: now - day,
    plainClosesAt: null,
    latePolicy: 'daily',
    latePercent: 15,
    attemptLimit: null,
    counting: 'best',
  },
  grade: {
    kind: 'passed',
    score: 1,
    points: 8.5,
    lost: 1.5,
    late: true,
    lateDays: 1,
    attempts: 2,
    waiting: 0,
    ignored: 0,
  },
  override: null,
  extension: null,
  deeds: [],
  submissions: [],
  mayChange: true,
}

import { parseEmailAddress } from '../accounts/email-address.ts'
import { inThousandths } from './points.ts'
import { isReadableText } from '../accounts/proper-name.ts'
import { hasLostZeros, isDestroyedNumber, parseStudentId } from '../accounts/student-id.ts'
import { problemsAtMost } from '../tables/line-problem.ts'
import type { LineProblem } from '../tables/line-problem.ts'

/** A table of overrides plans changes; nothing happens before somebody has seen the plan. */

/** Fields as they stand in the file. */
export interface OverrideLine {
  line: number
  /** Each of these three that says something names the learner, and all of them the same one. */
  learnerId: string
  studentId: string
  email: string
  /** The exercise's slug, or its title in any language. */
  assignment: string
  /** Empty: stays as it is; `-`: withdrawn. */
  points: string
  reason: string
}

export interface OverrideChange {
  line: number
  userId: string
  name: string
  assignmentId: string
  slug: string
  /** Null: the machine's points counted. */
  from: number | null
  /** Null: they count again. */
  to: number | null
  /** What the assignment has. */
  outOf: number
  reason: string
}

export interface OverridePlan {
  changes: OverrideChange[]
  /** Lines that change nothing. */
  unchanged: number
  /** How many changes give more points than the assignment has: a bonus, or a slip, so somebody has to say yes to them. */
  bonuses: number
  /** While there is one, nothing is done. */
  problems: LineProblem[]
}

interface Standing {
  learners: ReadonlyArray<{ id: string; name: string; email: string; studentId: string | null }>
  assignments: ReadonlyArray<{ id: string; slug: string; titles: readonly string[]; points: number }>
  overrides: ReadonlyArray<{ assignmentId: string; userId: string; points: number; reason: string }>
}

/** More than an assignment's points are a bonus. */
const mostPoints = 10_000
const reasonLimit = 500

/**
 * What a table would change in a class, a line at a time: there may be very many. A line whose points are empty says nothing, whatever
 * else stands in it.
 * @returns `take` for each line in turn; `plan` is of those that were taken, `isFull` once more problems would tell nobody
 * more, and `placeOf` whose grade a line is about, whatever else it says
 */
export function startOverridePlan(standing: Standing): {
  take: (line: OverrideLine) => void
  plan: OverridePlan
  isFull: () => boolean
  placeOf: (line: OverrideLine) => { userId: string; assignmentId: string } | null
} {
  const find = findersOf(standing)
  const plan: OverridePlan = { changes: [], unchanged: 0, bonuses: 0, problems: [] }
  const seen = new Set<string>()
  const take = (typed: OverrideLine): void => {
    if (withoutGuard(typed.points) === '') {
      plan.unchanged += 1
      return
    }
    const outcome = planLine(cleaned(typed), find, seen)
    if ('code' in outcome) plan.problems.push(outcome)
    else if (isNothing(outcome, find.override(outcome))) plan.unchanged += 1
    else {
      plan.changes.push(outcome)
      if (outcome.to !== null && outcome.to > outcome.outOf) plan.bonuses += 1
    }
  }
  const placeOf = (typed: OverrideLine) => {
    const line = cleaned(typed)
    const [learner, another] = find.named(line).learners
    const assignment = find.assignment(line.assignment)
    if (learner === undefined || another !== undefined || assignment === undefined) return null
    return { userId: learner.id, assignmentId: assignment.id }
  }
  return { take, plan, isFull: () => plan.problems.length >= problemsAtMost, placeOf }
}

function planLine(
  line: OverrideLine,
  find: ReturnType<typeof findersOf>,
  seen: Set<string>,
): OverrideChange | LineProblem {
  const problem = (code: LineProblem['code'], value: string): LineProblem => ({
    line: line.line,
    code,
    value: value.slice(0, 100).toWellFormed(),
  })
  const named = find.named(line)
  const [learner, another] = named.learners
  if (learner === undefined) return problem(...whyNobody(line, named, find.numbers))
  if (another !== undefined) return problem('learner-ambiguous', named.by.join(', '))
  const assignment = find.assignment(line.assignment)
  if (assignment === undefined) return problem('assignment-unknown', line.assignment)
  const key = `${assignment.id} ${learner.id}`
  if (seen.has(key)) return problem('twice', `${learner.name}, ${assignment.slug}`)
  seen.add(key)
  const to = parsePoints(line.points)
  if (to === undefined) return problem('points-wrong', line.points)
  const before = find.override({ userId: learner.id, assignmentId: assignment.id })
  // Who sees the same points again need not say why again.
  if (to !== null && line.reason === '' && before?.points !== to) return problem('reason-missing', learner.name)
  if (line.reason !== '' && !isReadableText(line.reason)) return problem('name-improper', 'override_reason')
  if (line.reason.length > reasonLimit) return problem('too-long', 'override_reason')
  return {
    line: line.line,
    userId: learner.id,
    name: learner.name,
    assignmentId: assignment.id,
    slug: assignment.slug,
    from: before?.points ?? null,
    to,
    outOf: assignment.points,
    reason: to === null ? '' : line.reason || (before?.reason ?? ''),
  }
}

/** Why a line names no learner: what a spreadsheet or a clipboard did to a number says more than that it is unknown. */
function whyNobody(
  { studentId }: OverrideLine,
  { by, somebody }: { by: readonly string[]; somebody: boolean },
  numbers: readonly string[],
): [code: LineProblem['code'], value: string] {
  if (numbers.some((known) => hasLostZeros(studentId, known))) return ['student-id-zeros-lost', studentId]
  if (somebody) return ['learner-contradicted', by.join(', ')]
  if (isDestroyedNumber(studentId)) return ['student-id-destroyed', studentId]
  if (studentId !== '' && parseStudentId(studentId) === null) return ['name-improper', 'student_id']
  return ['learner-unknown', by[0] ?? '']
}

function isNothing({ to, reason }: OverrideChange, before: { points: number; reason: string } | undefined): boolean {
  return before === undefined ? to === null : before.points === to && before.reason === reason
}

/** @returns null for `-`, undefined for what is none; a comma is a point where people write it so */
function parsePoints(text: string): number | null | undefined {
  if (text === '-') return null
  if (!/^\d+([.,]\d+)?$/.test(text)) return undefined
  const points = inThousandths(Number(text.replace(',', '.')))
  return points <= mostPoints ? points : undefined
}

function cleaned({ line, ...fields }: OverrideLine): OverrideLine {
  const { learnerId, studentId, email, assignment, points, reason } = fields
  return {
    line,
    learnerId: withoutGuard(learnerId).toLowerCase(),
    studentId: parseStudentId(withoutGuard(studentId)) ?? withoutGuard(studentId),
    email: parseEmailAddress(withoutGuard(email)) ?? withoutGuard(email).toLowerCase(),
    assignment: withoutGuard(assignment),
    points: withoutGuard(points),
    reason: withoutGuard(reason).replaceAll(/\p{Cc}+/gu, ' '),
  }
}

/** A table that we wrote has a quote before what a spreadsheet would take for a formula; it is no part of the text. */
export function withoutGuard(field: string): string {
  return field
    .trim()
    .replace(/^'(?=[=+\-@\t\r＝＋－＠])/, '')
    .replaceAll(/;'(?=\s*[=+\-@＝＋－＠])/g, ';')
}

function findersOf({ learners, assignments, overrides }: Standing) {
  const byId = new Map(learners.map((learner) => [learner.id, learner]))
  const byNumber = Map.groupBy(learners, (learner) => learner.studentId ?? '')
  const byEmail = Map.groupBy(learners, (learner) => learner.email)
  const byName = Map.groupBy(
    assignments.flatMap((assignment) => [...namesOf(assignment)].map((name) => ({ name, assignment }))),
    ({ name }) => name,
  )
  const byPlace = new Map(overrides.map((override) => [`${override.assignmentId} ${override.userId}`, override]))
  return {
    /**
     * Whom every filled field names: two fields that name two people name nobody, or points would go to the wrong one.
     * @returns `by`: what was filled in; `somebody`: one of the fields alone would name somebody
     */
    named({ learnerId, studentId, email }: OverrideLine) {
      const known = byId.get(learnerId)
      // Many have no number, and who is gone has no address: an empty field names nobody.
      const fields = [
        { by: learnerId, learners: known === undefined ? [] : [known] },
        { by: studentId, learners: byNumber.get(studentId) ?? [] },
        { by: email, learners: byEmail.get(email) ?? [] },
      ].filter(({ by }) => by !== '')
      const [first, ...others] = fields
      return {
        by: fields.map(({ by }) => by),
        somebody: fields.some((field) => field.learners.length > 0),
        learners: (first?.learners ?? []).filter((one) => others.every((other) => other.learners.includes(one))),
      }
    },
    /** Of everybody, to say why a number is unknown. */
    numbers: [...byNumber.keys()],
    /** @returns undefined for none, and where several have the name */
    assignment(name: string) {
      const [first, ...others] = byName.get(folded(name)) ?? []
      return others.length === 0 ? first?.assignment : undefined
    },
    override: ({ assignmentId, userId }: { assignmentId: string; userId: string }) =>
      byPlace.get(`${assignmentId} ${userId}`),
  }
}

const namesOf = ({ slug, titles }: Standing['assignments'][number]): Set<string> =>
  new Set([slug, ...titles].map(folded))

/** Spreadsheets and people write the same name with other cases and spaces. */
const folded = (name: string): string => name.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ').trim()

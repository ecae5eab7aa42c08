/**
 * A class of made-up learners: who works when, on what, and how it goes. Only the plan is invented: what each submission comes to,
 * the grader says.
 */

export interface DemoExercise {
  slug: string
  points: number
  /** Texts that a right answer may be, each of them different. */
  right: readonly string[]
  /** Wrong ideas, the commonest first. */
  wrong: readonly string[]
  /** What cannot start. */
  invalid: readonly string[]
}

export interface DemoLearner {
  name: string
  locale: 'en' | 'zh'
  /** The school's own number; some have none. */
  studentId: string | null
}

export interface DemoAssignment {
  slug: string
  points: number
  /** Milliseconds since 1970. */
  opensAt: number
  dueAt: number
}

export interface DemoSubmission {
  /** Index of the learner. */
  learner: number
  slug: string
  source: string
  /** Milliseconds since 1970. */
  at: number
}

export interface DemoPlan {
  learners: DemoLearner[]
  assignments: DemoAssignment[]
  /** In the order of time. */
  submissions: DemoSubmission[]
  /** When each learner first typed something for an exercise. */
  begun: Array<{ learner: number; slug: string; at: number; lastAt: number; source: string }>
}

const minute = 60_000
const day = 24 * 60 * minute
const weeks = 6

/**
 * @param now milliseconds since 1970: the last assignment is running then
 * @param random uniform in [0, 1)
 */
export function planDemo(exercises: readonly DemoExercise[], now: number, random: () => number): DemoPlan {
  const learners = makeLearners()
  const assignments = exercises.map(({ slug, points }, index) => {
    // Spread over the weeks; the last one is due in three days.
    const dueAt = roundToHour(
      now +
        3 * day -
        Math.round(((exercises.length - 1 - index) * (weeks * 7 - 7)) / Math.max(1, exercises.length - 1)) * day,
    )
    return { slug, points, opensAt: dueAt - 9 * day, dueAt }
  })
  const begun: DemoPlan['begun'] = []
  const submissions = learners.flatMap((_, learner) => {
    const ability = 0.2 + 0.75 * random()
    const diligence = 0.55 + 0.45 * random()
    return exercises.flatMap((exercise, index) => {
      const assignment = assignments[index]
      if (assignment === undefined) return []
      const { slug } = exercise
      const idle = random() > diligence
      const earlier = idle ? [] : planTries({ exercise, assignment, ability, diligence, now, random })
      const today = index === exercises.length - 1 && earlier.length === 0 ? planToday(exercise, learner, now) : null
      const tries = today?.tries ?? earlier
      const first = tries[0]
      const at = today?.begunAt ?? (first === undefined ? null : first.at - Math.round((8 + 50 * random()) * minute))
      if (at === null) return []
      const last = tries.at(-1)
      begun.push({ learner, slug, at, lastAt: today?.lastAt ?? last?.at ?? at, source: last?.source ?? '' })
      return tries.map(({ source, at: triedAt }) => ({ learner, slug, source, at: triedAt }))
    })
  })
  return { learners, assignments, begun, submissions: submissions.toSorted((a, b) => a.at - b.at) }
}

interface Try {
  source: string
  at: number
}

/** Some of those who have not begun the last exercise are at it right now: stuck, about to pass, or still writing. */
function planToday(
  exercise: DemoExercise,
  learner: number,
  now: number,
): { begunAt: number; lastAt: number; tries: Try[] } | null {
  const ago = (minutes: number) => now - minutes * minute
  const wrong = (index: number, minutes: number) => ({
    source: exercise.wrong[index % exercise.wrong.length] ?? '',
    at: ago(minutes),
  })
  const right = { source: exercise.right[0] ?? '', at: ago(3) }
  if (learner % 4 === 0) {
    return { begunAt: ago(52), lastAt: ago(4), tries: [wrong(0, 41), wrong(1, 27), wrong(0, 19), wrong(2, 9)] }
  }
  if (learner % 4 === 1) return { begunAt: ago(33), lastAt: ago(3), tries: [wrong(learner, 12), right] }
  return learner % 4 === 2 ? { begunAt: ago(15), lastAt: ago(1), tries: [] } : null
}

interface TryContext {
  exercise: DemoExercise
  assignment: DemoAssignment
  ability: number
  diligence: number
  now: number
  random: () => number
}

/** One learner's tries at one exercise, until it passes, they give up, or it is now. */
function planTries({ exercise, assignment, ability, diligence, now, random }: TryContext): Try[] {
  const tries: Try[] = []
  // Most begin in the last days; a few after the due time.
  let at = assignment.dueAt - Math.round((random() ** 2 * 7 - 0.35 * (1 - diligence)) * day)
  const patience = 2 + Math.floor(8 * random())
  for (let count = 0; count < patience && at < now; count += 1) {
    const passes = random() < ability * (0.45 + 0.16 * count)
    tries.push({ source: chooseSource(exercise, passes, random), at })
    if (passes) break
    // Some look into it again the next day.
    at += Math.round((random() < 0.85 ? 2 + 14 * random() : 600 + 900 * random()) * minute)
  }
  return tries
}

function chooseSource({ right, wrong, invalid }: DemoExercise, passes: boolean, random: () => number): string {
  if (passes) return pick(right, random())
  if (random() < 0.08) return pick(invalid, random())
  // The first ideas on the list are the ones that most people have.
  return pick(wrong, random() ** 2)
}

function pick(texts: readonly string[], share: number): string {
  return texts[Math.min(texts.length - 1, Math.floor(texts.length * share))] ?? ''
}

function roundToHour(time: number): number {
  return Math.round(time / (60 * minute)) * 60 * minute
}

/** Forty people as a class has them. */
function makeLearners(): DemoLearner[] {
  return names.map((name, index) => ({
    name,
    locale: /\p{Script=Han}/u.test(name) ? 'zh' : 'en',
    studentId: index % 13 === 12 ? null : String(2026_0101 + 7 * index),
  }))
}

const names = [
  '李雨桐',
  'Maya Fischer',
  '王子轩',
  'Tomás Herrera',
  '陈思远',
  'Aisha Bello',
  '刘佳怡',
  'Jonas Weber',
  '张浩然',
  'Priya Raman',
  '赵欣妍',
  'Luca Moretti',
  '黄俊杰',
  'Hannah Novak',
  '周诗涵',
  'Omar Haddad',
  '吴宇航',
  'Sofia Lindgren',
  '徐梦瑶',
  'Daniel Okafor',
  '孙嘉豪',
  'Chloé Martin',
  '朱晓彤',
  'Kenji Watanabe',
  '胡明哲',
  'Elena Petrova',
  '郭雅婷',
  'Mateo Silva',
  '何志强',
  'Ingrid Dahl',
  '林可欣',
  'Samuel Mensah',
  '高远',
  'Zuzana Horak',
  '罗思琪',
  'Ravi Iyer',
  '梁博文',
  'Fatima Zahra',
  '宋安琪',
  'Noah Sørensen',
]

import { expect, test } from 'vitest'
import type { CageHost } from '../../grader/host/host.ts'
import { fillDemo } from '../../demo/fill.ts'
import { planDemo } from '../../demo/plan.ts'
import { mulberry32 } from '../../grader/kit/mulberry32.ts'
import { unpackGradebook } from '../../course/gradebook/gradebook.ts'
import { getGradebook } from '../../server/gradebook/gradebook.ts'
import { signIn } from '../../server/sign-in/auth.ts'
import { inTransaction } from '../../store/foundation/database.ts'
import { hasDemo, removeDemo } from '../../store/demo/demo.ts'
import { keepRevision } from '../../store/exercises/exercise-revisions.ts'
import { first, second } from './course.ts'
import { useContext, context } from './database.ts'
import { readingHere } from '../reading-here.ts'
import { makeClass, makePerson, makeSubmission, makeVerdict } from './people.ts'

const { database } = useContext()

/** Passes what multiplies, and counts what it was asked. */
function makeHost() {
  const graded: string[] = []
  const host: CageHost = {
    warm: async () => undefined,
    close: async () => undefined,
    measureReference: async () => ({ draw: { x: 3 }, reference: { run: { scaled: 6 } } }),
    grade: async ({ source }) => {
      graded.push(source)
      return makeVerdict(source.includes('*') ? {} : { kind: 'failed', score: 0.5, misconception: 'adds' })
    },
  }
  return { graded, host: { ...host, browserVersion: async () => '1' } }
}

async function countRows(): Promise<Record<string, number>> {
  const tables = await database.$queryRaw<Array<{ name: string }>>`
    SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'`
  const counts: Record<string, number> = {}
  for (const { name } of tables) {
    const [row] = await database.$queryRawUnsafe<Array<{ count: number }>>(
      `SELECT count(*)::int AS count FROM "${name}"`,
    )
    counts[name] = row?.count ?? 0
  }
  return counts
}

test('a class is put in as it would have come about, each text graded once, and taken out without a trace', async () => {
  const [teacher, ada] = [await makePerson(database, 'Teacher', 'instructor'), await makePerson(database, 'Ada')]
  await makeClass(database, {
    members: [
      [teacher, 'instructor'],
      [ada, 'learner'],
    ],
    slugs: [first],
  })
  await makeSubmission(database, ada)
  const exercises = await context().course.listExercises()
  // Its revisions are the course's own, and stay.
  for (const exercise of exercises) await keepRevision(database, exercise)
  const before = await countRows()

  const now = Date.now()
  const texts = {
    right: ['export const scale = (x) => x * 2'],
    wrong: ['export const scale = 2'],
    invalid: ['export con'],
  }
  const plan = planDemo(
    [first, second].map((slug) => ({ slug, points: 10, ...texts })),
    now,
    mulberry32(3),
  )
  const { host, graded } = makeHost()
  const accounts = await fillDemo({
    database,
    host,
    reader: readingHere,
    backend: 'wasm',
    plan,
    exercises: new Map(exercises.map((exercise) => [exercise.slug, exercise])),
    timeZone: 'UTC',
    now,
    log: () => undefined,
  })
  expect(graded.length).toBe(new Set(plan.submissions.map(({ slug, source }) => slug + source)).size)
  expect(await database.submission.count({ where: { state: 'queued', userId: { not: ada.userId } } })).toBe(0)
  const stored = await database.submission.findMany({ orderBy: { createdAt: 'asc' }, select: { createdAt: true } })
  expect(stored[0]?.createdAt.getTime()).toBe(plan.submissions[0]?.at)
  const session = await signIn(context(), accounts.teacher, { forwardedFor: undefined, userAgent: 'test' })
  const book = unpackGradebook(
    await getGradebook(
      context(),
      { userId: session?.id ?? '', displayName: '', email: accounts.teacher.email, role: 'instructor' },
      accounts.classroomId,
    ),
  )
  expect(book.rows).toHaveLength(40)
  expect(book.rows.some(({ total }) => total === 20)).toBe(true)
  expect(book.rows.flatMap(({ cells }) => cells).some((cell) => cell?.late)).toBe(true)

  await inTransaction(database, removeDemo)
  expect(await hasDemo(database)).toBe(false)
  // Signing in was counted.
  expect({ ...(await countRows()), throttles: 0 }).toEqual({ ...before, throttles: 0 })
})

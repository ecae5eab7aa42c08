/** The demo class of this checkout's product: made, or taken out again. What needs the Prisma client is imported when it is there. */
import { mulberry32 } from '../grader/kit/mulberry32.ts'
import { listExerciseFolders } from '../grader/exercise/list-folders.ts'
import { makeChromiumHost } from '../grader/host/chromium-host.ts'
import { makeReader } from '../grader/reading/reader.ts'
import { exercisesFolder } from '../runner/checkout.ts'
import { UsageError } from '../runner/command.ts'
import { parseStartEnvironment } from '../runner/start-environment.ts'
import { planDemo } from './plan.ts'
import { readDemoExercise } from './texts.ts'

/** As many as six weeks hold. */
const assignmentCount = 10
const seed = 7

/**
 * @returns what to tell: where the class is, and who can sign in
 * @throws UsageError if it is there already
 */
export async function makeDemo(databaseUrl: string, log: (line: string) => void): Promise<string[]> {
  const { closeDatabase, openDatabase } = await import('../store/foundation/database.ts')
  const { hasDemo } = await import('../store/demo/demo.ts')
  const { fillDemo } = await import('./fill.ts')
  const database = openDatabase(databaseUrl, { connections: 2 })
  const reader = makeReader()
  const host = await makeChromiumHost({ log: () => undefined, reader })
  try {
    if (await hasDemo(database)) {
      throw new UsageError('The demo class is there already. `npm run demo -- --remove` takes it out.')
    }
    const slugs = await listExerciseFolders(exercisesFolder)
    const all = await Promise.all(slugs.map((slug) => readDemoExercise(slug, reader)))
    const read = all
      .filter(({ exercise }) => !exercise.meta.draft)
      .toSorted((a, b) => a.exercise.meta.unit - b.exercise.meta.unit || a.exercise.meta.order - b.exercise.meta.order)
      .slice(0, assignmentCount)
    const now = Date.now()
    const texts = read.map((one) => one.texts)
    const { classroomId, teacher, learner } = await fillDemo({
      database,
      host,
      reader,
      // Quick everywhere; the verdicts are the same on each backend.
      backend: 'wasm',
      plan: planDemo(texts, now, mulberry32(seed)),
      exercises: new Map(read.map(({ exercise }) => [exercise.slug, exercise])),
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      now,
      log,
    })
    const { publicUrl } = parseStartEnvironment(process.env)
    return [
      `The demo class is at ${publicUrl}/en/classes/${classroomId}`,
      `  instructor  ${teacher.email}  ${teacher.password}`,
      `  learner     ${learner.email}  ${learner.password}`,
      '`npm run demo -- --remove` takes all of it out again.',
    ]
  } finally {
    await host.close()
    reader.close()
    await closeDatabase(database)
  }
}

/** @returns what to tell */
export async function removeDemo(databaseUrl: string): Promise<string[]> {
  const { closeDatabase, inTransaction, openDatabase } = await import('../store/foundation/database.ts')
  const { removeDemo: remove } = await import('../store/demo/demo.ts')
  const database = openDatabase(databaseUrl, { connections: 1 })
  try {
    const { users, classrooms } = await inTransaction(database, remove, { timeoutMs: 120_000 })
    return [`Removed ${users} people and ${classrooms} classes.`]
  } finally {
    await closeDatabase(database)
  }
}

/**
 * npm run demo [-- --remove]
 *
 * Fills a class of 40 made-up learners over six weeks, to look around in: every submission was graded for real. Run it beside the
 * product. `--remove` takes all of it out again. Exit 0: done; 2: wrong usage; 3: no database, or the grader failed.
 */
import { parseArgs } from 'node:util'

import { listExerciseFolders } from '../grader/exercise/list-folders.ts'
import { makeChromiumHost } from '../grader/host/chromium-host.ts'
import { makeReader } from '../grader/reading/reader.ts'
import { planDemo } from './demo/plan.ts'
import { makeRandom } from './demo/random.ts'
import { readDemoExercise } from './demo/texts.ts'
import { withProductDatabase } from './product-database.ts'
import { checkout, parseStartEnvironment } from './start-environment.ts'

const usage = 'usage: npm run demo [-- --remove]'
/** As many as six weeks hold. */
const assignmentCount = 10
const log = (line: string): void => console.error(line)

process.exitCode = await main()

async function main(): Promise<number> {
  const wanted = readArguments()
  if (wanted === undefined) {
    console.error(usage)
    return 2
  }
  try {
    return await withProductDatabase({ onLog: log }, (url) => (wanted.remove ? remove(url) : fill(url)))
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    return 3
  }
}

async function fill(databaseUrl: string): Promise<number> {
  const { closeDatabase, openDatabase } = await import('../store/foundation/database.ts')
  const { hasDemo } = await import('../store/demo/demo.ts')
  const { fillDemo } = await import('./demo/fill.ts')
  const database = openDatabase(databaseUrl, { connections: 2 })
  const reader = makeReader()
  const host = await makeChromiumHost({ log: () => undefined, reader })
  try {
    if (await hasDemo(database)) {
      console.error('The demo class is there already. `npm run demo -- --remove` takes it out.')
      return 2
    }
    const slugs = await listExerciseFolders(`${checkout}/exercises`)
    const all = await Promise.all(slugs.map((slug) => readDemoExercise(slug, reader)))
    const read = all
      .filter(({ exercise }) => !exercise.meta.draft)
      .toSorted((a, b) => a.exercise.meta.unit - b.exercise.meta.unit || a.exercise.meta.order - b.exercise.meta.order)
      .slice(0, assignmentCount)
    const now = Date.now()
    const { classroomId, teacher, learner } = await fillDemo({
      database,
      host,
      reader,
      // Quick everywhere; the verdicts are the same on each backend.
      backend: 'wasm',
      plan: planDemo(
        read.map(({ texts }) => texts),
        now,
        makeRandom(7),
      ),
      exercises: new Map(read.map(({ exercise }) => [exercise.slug, exercise])),
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      now,
      log,
    })
    const { publicUrl } = parseStartEnvironment(process.env)
    console.log(`The demo class is at ${publicUrl}/en/classes/${classroomId}`)
    console.log(`  instructor  ${teacher.email}  ${teacher.password}`)
    console.log(`  learner     ${learner.email}  ${learner.password}`)
    console.log('`npm run demo -- --remove` takes all of it out again.')
    return 0
  } finally {
    await host.close()
    reader.close()
    await closeDatabase(database)
  }
}

async function remove(databaseUrl: string): Promise<number> {
  const { closeDatabase, inTransaction, openDatabase } = await import('../store/foundation/database.ts')
  const { removeDemo } = await import('../store/demo/demo.ts')
  const database = openDatabase(databaseUrl, { connections: 1 })
  try {
    const { users, classrooms } = await inTransaction(database, removeDemo, { timeoutMs: 120_000 })
    console.log(`Removed ${users} people and ${classrooms} classes.`)
    return 0
  } finally {
    await closeDatabase(database)
  }
}

function readArguments(): { remove: boolean } | undefined {
  try {
    const { values, positionals } = parseArgs({ allowPositionals: true, options: { remove: { type: 'boolean' } } })
    return positionals.length === 0 ? { remove: values.remove === true } : undefined
  } catch {
    // An unknown option: usage says which there are.
    return undefined
  }
}

import 'server-only'
import { availableParallelism } from 'node:os'
import path from 'node:path'
import type { Registry } from 'prom-client'

import { makeReader } from '@/grader/reading/reader.ts'
import type { Reader } from '@/grader/reading/reader.ts'
import { closeDatabase, openDatabase } from '@/store/foundation/database.ts'
import type { Database } from '@/store/foundation/database.ts'
import { openQueue } from '@/store/submissions/queue.ts'
import type { GradingQueue } from '@/store/submissions/queue.ts'

import { readBreachedPasswords } from '../sign-in/breached-passwords.ts'
import { makeCourseShelf } from '../course/course-shelf.ts'
import type { CourseShelf } from '../course/course-shelf.ts'
import { parseEnvironment } from '../foundation/environment.ts'
import type { Environment } from '../foundation/environment.ts'
import { countHashers, makeHashingQueue, parsePoolThreads } from '../sign-in/hashing-queue.ts'
import type { HashingQueue } from '../sign-in/hashing-queue.ts'
import { keepReadCode } from '../course/keep-read-code.ts'
import { makeLimitedLines } from '../foundation/limited-lines.ts'
import type { LimitedLines } from '../foundation/limited-lines.ts'
import { makeLiveClasses } from '../live/live-classes.ts'
import type { LiveClasses } from '../live/live-classes.ts'
import { makeLiveHub } from '../live/live-hub.ts'
import type { LiveHub } from '../live/live-hub.ts'
import { logError } from '../foundation/log-error.ts'
import { makeMailer } from '../mail/mailer.ts'
import type { Mailer } from '../mail/mailer.ts'
import { makeMetricsRegistry } from '../operations/metrics-registry.ts'
import { findSimilarTexts } from '../similar/similar-texts.ts'
import { makeTextComparer } from '../similar/text-comparer.ts'
import type { TextComparer } from '../similar/text-comparer.ts'

/** What one web process holds open. */
export interface Services {
  environment: Environment
  database: Database
  /** Opened by the first submission. */
  queue: () => Promise<GradingQueue>
  course: CourseShelf
  live: LiveHub
  liveClasses: LiveClasses
  metrics: Registry
  reader: Reader
  /** Of the security log: strangers cause them. */
  securityLines: LimitedLines
  /** Read when the first password is set. */
  breachedPasswords: () => Promise<ReadonlySet<string>>
  textComparer: TextComparer
  /** Through it alone are passwords hashed. */
  hashing: HashingQueue
  /** Null where the operator has configured none: then no mail is sent, and none promised. */
  mailer: Mailer | null
  close: () => Promise<void>
}

export function makeServices(environment: Environment): Services {
  const database = openDatabase(environment.DATABASE_URL)
  const live = makeLiveHub({ database, databaseUrl: environment.DATABASE_URL, onError: logError })
  const mailer = makeMailer(environment)
  // The pages are bundled elsewhere; what it starts is not.
  const reader = makeReader({ processFile: path.join(process.cwd(), 'grader', 'reading', 'reader-process.ts') })
  const liveClasses = makeLiveClasses({ database, hub: live, onError: logError })
  const readCode = keepReadCode((source) => reader.readCode(source))
  const securityLines = makeLimitedLines({ linesPerMinute: 120, print: printLine })
  let queue: Promise<GradingQueue> | undefined
  let breachedPasswords: Promise<ReadonlySet<string>> | undefined
  return {
    environment,
    database,
    live,
    liveClasses,
    course: makeCourseShelf({
      readExercise: reader.readExerciseFolder,
      exercisesFolder: path.join(environment.COURSE_FOLDER, 'exercises'),
      lessonsFolder: path.join(environment.COURSE_FOLDER, 'lessons'),
      now: Date.now,
      // An author looks at once at what was just written.
      lookMs: environment.PREVIEW_FILE === undefined ? 1000 : 0,
      showsDrafts: environment.PREVIEW_FILE !== undefined,
      onBroken: logError,
    }),
    queue() {
      queue ??= openQueue(environment.DATABASE_URL, { role: 'sender', onError: logError }).catch((error: unknown) => {
        // The next submission tries again.
        queue = undefined
        throw error
      })
      return queue
    },
    metrics: makeMetricsRegistry(database),
    reader,
    securityLines,
    breachedPasswords() {
      breachedPasswords ??= readBreachedPasswords().catch((error: unknown) => {
        // The next one tries again.
        breachedPasswords = undefined
        throw error
      })
      return breachedPasswords
    },
    textComparer: makeTextComparer((texts, starters) => findSimilarTexts(texts, starters, readCode)),
    hashing: makeHashingQueue({
      atOnce: countHashers({
        cores: availableParallelism(),
        poolThreads: parsePoolThreads(process.env['UV_THREADPOOL_SIZE']),
      }),
    }),
    mailer,
    async close() {
      reader.close()
      securityLines.close()
      mailer?.close()
      liveClasses.close()
      await live.close()
      await (await queue)?.close(0)
      await closeDatabase(database)
    },
  }
}

/** One JSON object a line, as log-error.ts writes them. */
function printLine(line: Readonly<Record<string, unknown>>): void {
  console.log(JSON.stringify({ at: new Date().toISOString(), ...line }))
}

declare global {
  /** One for the process: Next may load this module more than once. */
  var gradientGymServices: Services | undefined
}

export function getServices(): Services {
  globalThis.gradientGymServices ??= makeServices(parseEnvironment(process.env))
  return globalThis.gradientGymServices
}

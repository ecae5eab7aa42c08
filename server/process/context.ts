import 'server-only'
import { availableParallelism } from 'node:os'
import path from 'node:path'

import { makeReader } from '@/grader/reading/reader.ts'
import { closeDatabase, openDatabase } from '@/store/foundation/database.ts'
import { openQueue } from '@/store/submissions/queue.ts'
import type { GradingQueue } from '@/store/submissions/queue.ts'

import { readBreachedPasswords } from '../sign-in/breached-passwords.ts'
import { makeCourseShelf } from '../course/course-shelf.ts'
import { parseEnvironment } from '../foundation/environment.ts'
import type { Environment } from '../foundation/environment.ts'
import { countHashers, makeHashingQueue, parsePoolThreads } from '../sign-in/hashing-queue.ts'
import { keepReadCode } from '../course/keep-read-code.ts'
import { makeLimitedLines } from '../foundation/limited-lines.ts'
import { makeLiveClasses } from '../live/live-classes.ts'
import { makeLiveHub } from '../live/live-hub.ts'
import { logError } from '../foundation/log-error.ts'
import { makeMailer } from '../mail/mailer.ts'
import { makeMetricsRegistry } from '../operations/metrics-registry.ts'
import { findSimilarTexts } from '../similar/similar-texts.ts'
import { makeTextComparer } from '../similar/text-comparer.ts'
import type { LiveContext } from '../live/live-context.ts'
import type { MetricsContext } from '../operations/metrics-context.ts'
import type { SignInContext } from '../sign-in/sign-in-context.ts'
import type { SimilarContext } from '../similar/similar-context.ts'
import type { SubmissionContext } from '../submissions/submission-context.ts'

/** What one web process holds open. */
export interface ProcessContext extends SubmissionContext, SignInContext, LiveContext, SimilarContext, MetricsContext {
  close: () => Promise<void>
}

export function makeContext(environment: Environment): ProcessContext {
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
    clock: () => new Date(),
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
  var gradientGymContext: ProcessContext | undefined
}

/** For pages and routes, which hand it to what they call. */
export function getContext(): ProcessContext {
  globalThis.gradientGymContext ??= makeContext(parseEnvironment(process.env))
  return globalThis.gradientGymContext
}

import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, inject } from 'vitest'
import { parseEnvironment } from '../../server/foundation/environment.ts'
import { makeContext } from '../../server/process/context.ts'
import type { ProcessContext } from '../../server/process/context.ts'
import { closeDatabase, openDatabase } from '../../store/foundation/database.ts'
import type { Database } from '../../store/foundation/database.ts'
import { writeCourse } from './course.ts'
import { withClient, withDatabase } from './one-postgres.ts'

/** A database of this test file's own, migrated, gone afterwards. */
export function useDatabase(): { readonly url: string; readonly database: Database } {
  const serverUrl = inject('serverUrl')
  const name = `test_${randomBytes(8).toString('hex')}`
  const url = withDatabase(serverUrl, name)
  const database = openDatabase(url, { connections: 8 })
  beforeAll(async () => {
    await withClient(serverUrl, (client) => client.query(`CREATE DATABASE ${name} TEMPLATE ${inject('templateName')}`))
  })
  afterAll(async () => {
    await closeDatabase(database)
    await withClient(serverUrl, (client) => client.query(`DROP DATABASE ${name}`))
  })
  return { url, database }
}

/**
 * What one web process holds, over that database and a small course: `context()` inside tests, and what routes find.
 * @param variables of its environment; a function where something has to be started first
 */
export function useContext(variables: Record<string, string> | (() => Promise<Record<string, string>>) = {}): {
  readonly url: string
  readonly database: Database
} {
  const { url, database } = useDatabase()
  let course: Awaited<ReturnType<typeof writeCourse>> | undefined
  beforeAll(async () => {
    course = await writeCourse()
    globalThis.gradientGymContext = makeContext(
      parseEnvironment({
        NODE_ENV: 'test',
        DATABASE_URL: url,
        NEXTAUTH_SECRET: 'a secret for tests, forty characters long',
        COURSE_FOLDER: course.folder,
        ...(typeof variables === 'function' ? await variables() : variables),
      }),
    )
  })
  afterAll(async () => {
    await globalThis.gradientGymContext?.close()
    await course?.remove()
    globalThis.gradientGymContext = undefined
  })
  return { url, database }
}

/** @throws before a file's useContext has started it */
export function context(): ProcessContext {
  if (globalThis.gradientGymContext === undefined) throw new Error('the context is there inside tests')
  return globalThis.gradientGymContext
}

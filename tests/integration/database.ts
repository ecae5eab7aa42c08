import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, inject } from 'vitest'
import { parseEnvironment } from '../../server/foundation/environment.ts'
import { makeServices } from '../../server/process/services.ts'
import type { Services } from '../../server/process/services.ts'
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
 * What one web process holds, over that database and a small course; server/ functions find it.
 * @param variables of its environment; a function where something has to be started first
 */
export function useServices(variables: Record<string, string> | (() => Promise<Record<string, string>>) = {}): {
  readonly url: string
  readonly database: Database
  readonly services: () => Services
} {
  const { url, database } = useDatabase()
  let services: Services | undefined
  let course: Awaited<ReturnType<typeof writeCourse>> | undefined
  beforeAll(async () => {
    course = await writeCourse()
    services = makeServices(
      parseEnvironment({
        NODE_ENV: 'test',
        DATABASE_URL: url,
        NEXTAUTH_SECRET: 'a secret for tests, forty characters long',
        COURSE_FOLDER: course.folder,
        ...(typeof variables === 'function' ? await variables() : variables),
      }),
    )
    globalThis.gradientGymServices = services
  })
  afterAll(async () => {
    await services?.close()
    await course?.remove()
    globalThis.gradientGymServices = undefined
  })
  return {
    url,
    database,
    services() {
      if (services === undefined) throw new Error('services are there inside tests')
      return services
    },
  }
}

/** Live updates while PostgreSQL is away: nobody has to open anything again, and nothing is told twice. */
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { migrateDatabase } from '../../prisma/migrate.ts'
import { type RunningPostgres, startPostgres } from '../../runner/postgres/postgres.ts'
import { makeLiveHub, type LiveEvent } from '../../server/live/live-hub.ts'
import { closeDatabase, openDatabase } from '../../store/foundation/database.ts'
import { notify } from '../../store/notices/notifications.ts'
import { makeClass, makePerson } from './people.ts'

let folder: string
let postgres: RunningPostgres

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'live-outage-'))
  await chmod(folder, 0o711)
  postgres = await start()
  await migrateDatabase(postgres.url)
})
afterAll(async () => {
  await postgres.stop()
  await rm(folder, { recursive: true })
})

test('who came while PostgreSQL was away hears everything once it is back, once', async () => {
  const database = openDatabase(postgres.url, { connections: 2 })
  const teacher = await makePerson(database, 'Teacher', 'instructor')
  const { id: classroomId } = await makeClass(database, { members: [[teacher, 'instructor']] })
  await postgres.stop()

  const errors: unknown[] = []
  const hub = makeLiveHub({ database, databaseUrl: postgres.url, onError: (error) => errors.push(error) })
  const events: LiveEvent[] = []
  const { signal } = new AbortController()
  void hub.subscribe({ userId: teacher.userId, signal, onEvent: (event) => events.push(event) })
  await vi.waitFor(() => expect(errors.length).toBeGreaterThan(1))
  // A second page of theirs, opened while it is still away.
  void hub.subscribe({ userId: teacher.userId, signal, onEvent: () => undefined })

  postgres = await start(postgres.port)
  await hub.ready()
  await vi.waitFor(() => expect(events).toContainEqual({ type: 'class', classroomId }), 20_000)
  const verdict = { type: 'verdict', slug: 'scale', userId: teacher.userId } as const
  await notify(database, { ...verdict, submissionId: 'one' })
  await notify(database, { ...verdict, submissionId: 'two' })
  await vi.waitFor(() => expect(events).toContainEqual({ type: 'verdict', slug: 'scale', submissionId: 'two' }))
  expect(events.filter((event) => event.type === 'verdict' && event.submissionId === 'one')).toHaveLength(1)
  await hub.close()
  await closeDatabase(database)
})

test('a hub can be closed while PostgreSQL is away', async () => {
  const database = openDatabase(postgres.url, { connections: 1 })
  await postgres.stop()
  const errors: unknown[] = []
  const hub = makeLiveHub({ database, databaseUrl: postgres.url, onError: (error) => errors.push(error) })
  void hub.subscribe({
    userId: '00000000-0000-4000-8000-000000000000',
    signal: new AbortController().signal,
    onEvent: () => undefined,
  })
  await vi.waitFor(() => expect(errors.length).toBeGreaterThan(0))
  await hub.close()
  await closeDatabase(database)
  postgres = await start(postgres.port)
})

function start(port?: number): Promise<RunningPostgres> {
  return startPostgres({
    dataFolder: path.join(folder, 'postgres'),
    onLog: () => undefined,
    durable: false,
    ...(port === undefined ? {} : { port }),
  })
}

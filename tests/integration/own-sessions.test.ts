import { expect, test } from 'vitest'
import type { Actor } from '../../course/accounts/access.ts'
import { parseEnvironment } from '../../server/foundation/environment.ts'
import { endOtherSessions, endOwnSession, listOwnSessions } from '../../server/sign-in/own-sessions.ts'
import { findActor, startSession } from '../../server/sign-in/sessions.ts'
import { listAuditEvents } from '../../store/accounts/audit-events.ts'
import { stopClock } from './clock.ts'
import { useContext, context } from './database.ts'
import { makePerson } from './people.ts'

const dayMs = 24 * 3600_000
const { database } = useContext({ SESSION_DAYS: '10', SESSION_IDLE_DAYS: '3' })
const later = (days: number) => new Date(Date.now() + days * dayMs)

test('a session ends when nobody used it for the idle time, and no sooner', async () => {
  const ada = await makePerson(database, 'Ada')
  const sid = await comeIn(ada)
  expect(await findActor(context(), sid, later(2.9))).not.toBeNull()
  expect(await findActor(context(), sid, later(5.8))).not.toBeNull()
  expect(await findActor(context(), sid, later(8.9))).toBeNull()
})

test('a session that is used all the time ends at its age', async () => {
  const ada = await makePerson(database, 'Ada')
  const sid = await comeIn(ada)
  for (const days of [2, 4, 6, 8, 9.9]) expect(await findActor(context(), sid, later(days))).not.toBeNull()
  expect(await findActor(context(), sid, later(10.1))).toBeNull()
})

test('an older sign-in ends by the limits that hold today', async () => {
  const ada = await makePerson(database, 'Ada')
  const sid = await comeIn(ada)
  const expiresAt = later(90)
  await database.session.updateMany({ where: { userId: ada.userId }, data: { expiresAt } })
  await database.session.updateMany({ where: { userId: ada.userId }, data: { createdAt: later(-11) } })
  expect(await findActor(context(), sid, new Date())).toBeNull()
})

test('people see where they are signed in, this session marked, and what has ended no more', async () => {
  const [ada, bob] = [await makePerson(database, 'Ada'), await makePerson(database, 'Bob')]
  await comeIn(bob)
  const [here, , idle] = [
    await comeIn(ada, 'Mozilla/5.0 (X11; Linux x86_64) Chrome/147.0.0.0 Safari/537.36'),
    await comeIn(ada, 'curl/8.5.0'),
    await comeIn(ada, 'idle'),
  ]
  await database.session.updateMany({ where: { userAgent: 'idle' }, data: { lastSeenAt: later(-4) } })
  expect(await findActor(context(), idle, new Date())).toBeNull()
  const listed = await listOwnSessions(context(), ada, here)
  expect(listed.filter(({ isThis }) => isThis)).toMatchObject([{ device: { browser: 'Chrome', system: 'Linux' } }])
  expect(listed.filter(({ isThis }) => !isThis)).toMatchObject([{ device: { browser: null, system: null } }])
})

test('one session is ended alone, and nobody ends another’s', async () => {
  const [ada, bob] = [await makePerson(database, 'Ada'), await makePerson(database, 'Bob')]
  const [here, there] = [await comeIn(ada), await comeIn(ada)]
  const other = (await listOwnSessions(context(), ada, here)).find(({ isThis }) => !isThis)?.id ?? ''
  await expect(endOwnSession(context(), bob, other)).rejects.toMatchObject({ code: 'not-found' })
  expect(await findActor(context(), there, new Date())).not.toBeNull()
  await endOwnSession(context(), ada, other)
  expect(await findActor(context(), there, new Date())).toBeNull()
  expect(await findActor(context(), here, new Date())).not.toBeNull()
  for (const id of [other, 'nonsense']) {
    await expect(endOwnSession(context(), ada, id)).rejects.toMatchObject({ code: 'not-found' })
  }
  expect(await listAuditEvents(database, { actorId: ada.userId }, 5)).toMatchObject([{ action: 'sessions.revoked' }])
})

test('all others end together', async () => {
  stopClock()
  const ada = await makePerson(database, 'Ada')
  const [here, ...others] = [await comeIn(ada), await comeIn(ada), await comeIn(ada)]
  await endOtherSessions(context(), ada, here)
  for (const sid of others) expect(await findActor(context(), sid, new Date())).toBeNull()
  expect(await findActor(context(), here, new Date())).not.toBeNull()
})

test('the limits are checked when the web starts', () => {
  const parse = (variables: Record<string, string>) => parseEnvironment({ ...given(), ...variables })
  expect(parse({})).toMatchObject({ SESSION_DAYS: 30, SESSION_IDLE_DAYS: 14 })
  expect(() => parse({ SESSION_IDLE_DAYS: '20', SESSION_DAYS: '7' })).toThrow(
    'SESSION_IDLE_DAYS: is 20, more than SESSION_DAYS, which is 7',
  )
  for (const wrong of ['0', '-1', 'soon', '91']) {
    expect(() => parse({ SESSION_DAYS: wrong })).toThrow('SESSION_DAYS: needs a number of days')
  }
})

function given() {
  const { DATABASE_URL, NEXTAUTH_SECRET } = context().environment
  return { NODE_ENV: 'test', DATABASE_URL, NEXTAUTH_SECRET } as const
}

async function comeIn(actor: Actor, userAgent = 'test'): Promise<string> {
  return startSession(context(), database, { userId: actor.userId, userAgent, now: new Date() })
}

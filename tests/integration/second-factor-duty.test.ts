import { encode } from 'next-auth/jwt'
import { generateSync } from 'otplib'
import { beforeEach, expect, test, vi } from 'vitest'
import type { Actor } from '../../course/accounts/access.ts'
import {
  beginOwnSecondFactor,
  confirmOwnSecondFactor,
  removeOwnSecondFactor,
} from '../../server/sign-in/second-factor.ts'
import {
  findActor,
  getActor,
  mustSetUpSecondFactor,
  requireActor,
  requireHolder,
  startSession,
} from '../../server/sign-in/sessions.ts'
import { useServices } from './database.ts'
import { makeClass, makePerson } from './people.ts'

const jar = new Map<string, string>()
vi.mock('next/headers', () => ({
  cookies: async () => ({ get: (name: string) => (jar.has(name) ? { name, value: jar.get(name) } : undefined) }),
}))

const { database, services } = useServices({ REQUIRE_SECOND_FACTOR: 'instructors' })
beforeEach(() => jar.clear())

test('who teaches and has none reaches its set-up and nothing else, and everything once it is set up', async () => {
  const teacher = await makePerson(database, 'Teacher', 'instructor')
  const sid = await comeIn(teacher)
  expect(await findActor(sid, new Date())).toBeNull()
  expect(await getActor()).toBeNull()
  expect(await mustSetUpSecondFactor()).toBe(true)
  await expect(requireActor()).rejects.toMatchObject({ code: 'second-factor-needed' })
  expect(await requireHolder()).toEqual({ actor: teacher, mustSetUp: true })
  const { secret } = await beginOwnSecondFactor(teacher, {}, sid)
  expect(await getActor()).toBeNull()
  await confirmOwnSecondFactor(teacher, { code: generateSync({ secret }) }, sid)
  expect(await getActor()).toEqual(teacher)
  await expect(removeOwnSecondFactor(teacher, { code: '000000' })).rejects.toMatchObject({ code: 'wrong-code' })
  const next = generateSync({ secret, epoch: Math.floor(Date.now() / 1000) + 30 })
  await expect(removeOwnSecondFactor(teacher, { code: next })).rejects.toMatchObject({ code: 'second-factor-required' })
})

test('an admin and the instructor of a class must have one, a learner and an assistant need none', async () => {
  const [admin, assistant, instructor, ada] = [
    await makePerson(database, 'Admin', 'admin'),
    await makePerson(database, 'Assistant'),
    await makePerson(database, 'Instructor'),
    await makePerson(database, 'Ada'),
  ]
  await makeClass(database, {
    members: [
      [instructor, 'instructor'],
      [assistant, 'assistant'],
      [ada, 'learner'],
    ],
  })
  for (const [actor, must] of [
    [admin, true],
    [instructor, true],
    [assistant, false],
    [ada, false],
  ] as const) {
    await comeIn(actor)
    expect([actor.displayName, await mustSetUpSecondFactor()]).toEqual([actor.displayName, must])
  }
})

async function comeIn(actor: Actor): Promise<string> {
  const sid = await startSession(database, { userId: actor.userId, userAgent: 'test', now: new Date() })
  const secret = services().environment.NEXTAUTH_SECRET
  jar.set('next-auth.session-token', await encode({ token: { sid }, secret, maxAge: 600 }))
  return sid
}

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
import { useContext, context } from './database.ts'
import { makeClass, makePerson } from './people.ts'

const jar = new Map<string, string>()
vi.mock('next/headers', () => ({
  cookies: async () => ({ get: (name: string) => (jar.has(name) ? { name, value: jar.get(name) } : undefined) }),
}))

const { database } = useContext({ REQUIRE_SECOND_FACTOR: 'instructors' })
beforeEach(() => jar.clear())

test('who teaches and has none reaches its set-up and nothing else, and everything once it is set up', async () => {
  const teacher = await makePerson(database, 'Teacher', 'instructor')
  const sid = await comeIn(teacher)
  expect(await findActor(context(), sid, new Date())).toBeNull()
  expect(await getActor(context())).toBeNull()
  expect(await mustSetUpSecondFactor(context())).toBe(true)
  await expect(requireActor(context())).rejects.toMatchObject({ code: 'second-factor-needed' })
  expect(await requireHolder(context())).toEqual({ actor: teacher, mustSetUp: true })
  const { secret } = await beginOwnSecondFactor(context(), teacher, {}, sid)
  expect(await getActor(context())).toBeNull()
  await confirmOwnSecondFactor(context(), teacher, { code: generateSync({ secret }) }, sid)
  expect(await getActor(context())).toEqual(teacher)
  await expect(removeOwnSecondFactor(context(), teacher, { code: '000000' })).rejects.toMatchObject({
    code: 'wrong-code',
  })
  const next = generateSync({ secret, epoch: Math.floor(Date.now() / 1000) + 30 })
  await expect(removeOwnSecondFactor(context(), teacher, { code: next })).rejects.toMatchObject({
    code: 'second-factor-required',
  })
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
    expect([actor.displayName, await mustSetUpSecondFactor(context())]).toEqual([actor.displayName, must])
  }
})

async function comeIn(actor: Actor): Promise<string> {
  const sid = await startSession(context(), database, { userId: actor.userId, userAgent: 'test', now: new Date() })
  const secret = context().environment.NEXTAUTH_SECRET
  jar.set('next-auth.session-token', await encode({ token: { sid }, secret, maxAge: 600 }))
  return sid
}

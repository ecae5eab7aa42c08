import { encode } from 'next-auth/jwt'
import { beforeEach, expect, test, vi } from 'vitest'
import { getActor, requireActor, signOutEverywhere, startSession } from '../../server/sign-in/sessions.ts'
import { useContext, context } from './database.ts'
import { makePerson } from './people.ts'

const jar = new Map<string, string>()
vi.mock('next/headers', () => ({
  cookies: async () => ({ get: (name: string) => (jar.has(name) ? { name, value: jar.get(name) } : undefined) }),
}))

const { database } = useContext()
const name = 'next-auth.session-token'

beforeEach(() => jar.clear())

test('the cookie that next-auth signs names the session, until that is revoked', async () => {
  const ada = await makePerson(database, 'Ada')
  jar.set(
    name,
    await sign({
      sid: await startSession(context(), database, { userId: ada.userId, userAgent: 'test', now: new Date() }),
    }),
  )
  expect(await getActor(context())).toEqual(ada)
  await signOutEverywhere(context(), ada)
  expect(await getActor(context())).toBeNull()
  await expect(requireActor(context())).rejects.toMatchObject({ code: 'not-signed-in' })
})

test('no cookie, a broken one, one of another secret and one without a session are all a visitor', async () => {
  const ada = await makePerson(database, 'Ada')
  const sid = await startSession(context(), database, { userId: ada.userId, userAgent: 'test', now: new Date() })
  const good = await sign({ sid })
  expect(await getActor(context())).toBeNull()
  const forged = [
    'nonsense',
    '',
    `${good.slice(0, -3)}AAA`,
    good.split('.').slice(0, 4).join('.'),
    await sign({ sid }, 'another secret, forty characters long indeed'),
    await sign({ sub: ada.userId, email: ada.email }),
    // Over by more than the fifteen seconds of clock difference that next-auth forgives.
    await sign({ sid }, undefined, -60),
  ]
  for (const cookie of forged) {
    jar.set(name, cookie)
    expect(await getActor(context())).toBeNull()
  }
  jar.set(name, good)
  expect(await getActor(context())).toEqual(ada)
})

function sign(token: Record<string, string>, secret = context().environment.NEXTAUTH_SECRET, maxAge = 60) {
  return encode({ token, secret, maxAge })
}

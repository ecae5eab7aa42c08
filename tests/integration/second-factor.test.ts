import { randomUUID } from 'node:crypto'
import { generateSync } from 'otplib'
import { beforeEach, expect, test, vi } from 'vitest'
import type { Actor } from '../../course/accounts/access.ts'
import { changePassword, resetPassword } from '../../server/sign-in/account-passwords.ts'
import { signUp } from '../../server/accounts/accounts.ts'
import { signIn } from '../../server/sign-in/auth.ts'
import { finishSignIn, isAtSecondStep } from '../../server/sign-in/second-step.ts'
import {
  beginOwnSecondFactor,
  confirmOwnSecondFactor,
  getSecondFactorStanding,
  removeOwnSecondFactor,
  renewRecoveryCodes,
} from '../../server/sign-in/second-factor.ts'
import { findActor, startSession } from '../../server/sign-in/sessions.ts'
import { throttleRules } from '../../server/foundation/throttling.ts'
import { listAuditEvents } from '../../store/accounts/audit-events.ts'
import { issueToken } from '../../store/sign-in/one-time-tokens.ts'
import { findUserByEmail } from '../../store/accounts/users.ts'
import { useContext, context } from './database.ts'

const jar = new Map<string, string>()
vi.mock('next/headers', () => ({
  cookies: async () => ({
    get: (name: string) => (jar.has(name) ? { name, value: jar.get(name) } : undefined),
    set: (name: string, value: string) => jar.set(name, value),
    delete: ({ name }: { name: string }) => jar.delete(name),
  }),
}))

const { database } = useContext()
const password = 'correct horse battery'
const stepMs = 30_000
/** In the middle of a step, so that no test falls between two; of today, since sessions are dated by the database. */
const start = new Date(Math.floor(Date.now() / stepMs) * stepMs + stepMs / 2)

beforeEach(() => {
  jar.clear()
  vi.useFakeTimers({ toFake: ['Date'], now: start })
  return () => void vi.useRealTimers()
})

test('it counts once a code of the app was typed, and then the password alone opens nothing', async () => {
  const { actor, email, sid } = await makeAccount()
  const other = await comeIn(actor)
  const { secret, qrRows } = await beginOwnSecondFactor(context(), actor, { password }, sid)
  expect(qrRows.length).toBe(qrRows[0]?.length)
  expect((await signInBy(email))?.sid).toBeDefined()
  await expect(confirmOwnSecondFactor(context(), actor, { code: '000000' }, sid)).rejects.toMatchObject({
    code: 'wrong-code',
  })
  const { recoveryCodes } = await confirmOwnSecondFactor(context(), actor, { code: codeOf(secret) }, sid)
  expect(new Set(recoveryCodes).size).toBe(10)
  expect(await findActor(context(), sid, new Date())).not.toBeNull()
  expect(await findActor(context(), other, new Date())).toBeNull()

  const before = await database.session.count({ where: { userId: actor.userId } })
  await expect(signInBy(email)).rejects.toMatchObject({ code: 'second-step' })
  expect(await isAtSecondStep(context())).toBe(true)
  expect(await database.session.count({ where: { userId: actor.userId } })).toBe(before)
  tick(1)
  const entered = await finish({ code: codeOf(secret) })
  expect(await findActor(context(), entered.sid, new Date())).toEqual(actor)
  expect(await isAtSecondStep(context())).toBe(false)
})

test('each code is taken once, also by two at the same time, and none before one that was taken', async () => {
  const { actor, email, secret } = await makeAccountWithFactor()
  tick(2)
  const early = codeOf(secret, -1)
  await expect(signInBy(email)).rejects.toMatchObject({ code: 'second-step' })
  const code = codeOf(secret)
  const tries = await Promise.allSettled([finish({ code }), finish({ code })])
  expect(tries.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  for (const used of [code, early]) {
    await expect(signInBy(email)).rejects.toMatchObject({ code: 'second-step' })
    await expect(finish({ code: used })).rejects.toMatchObject({ code: 'wrong-code' })
  }
  expect(await database.session.count({ where: { userId: actor.userId } })).toBe(2)
})

test.each([-1, 0, 1])('a code is taken from a clock that is %i steps off', async (steps) => {
  const { email, secret } = await makeAccountWithFactor()
  tick(10)
  await expect(signInBy(email)).rejects.toMatchObject({ code: 'second-step' })
  await expect(finish({ code: codeOf(secret, steps) })).resolves.toMatchObject({ sid: expect.any(String) })
})

test.each([-2, 2])('and not from one that is %i steps off', async (steps) => {
  const { email, secret } = await makeAccountWithFactor()
  tick(10)
  await expect(signInBy(email)).rejects.toMatchObject({ code: 'second-step' })
  await expect(finish({ code: codeOf(secret, steps) })).rejects.toMatchObject({ code: 'wrong-code' })
})

test('a recovery code stands in once, however it is typed, and the log keeps it', async () => {
  const { actor, email, recoveryCodes } = await makeAccountWithFactor()
  const [code = ''] = recoveryCodes
  await expect(signInBy(email)).rejects.toMatchObject({ code: 'second-step' })
  const { sid } = await finish({ code: ` ${code.toUpperCase().replaceAll('-', ' ')}` })
  expect(await findActor(context(), sid, new Date())).toEqual(actor)
  expect(await getSecondFactorStanding(context(), actor)).toMatchObject({ on: true, recoveryCodesLeft: 9 })
  await expect(signInBy(email)).rejects.toMatchObject({ code: 'second-step' })
  await expect(finish({ code })).rejects.toMatchObject({ code: 'wrong-code' })
  const [event] = await listAuditEvents(database, { actorId: actor.userId }, 1)
  expect(event?.action).toBe('second-factor.recovered')
})

test('guessing is stopped for the account, right codes too', async () => {
  const { email, secret } = await makeAccountWithFactor()
  tick(40)
  await expect(signInBy(email)).rejects.toMatchObject({ code: 'second-step' })
  for (let tries = 0; tries < throttleRules['second-factor'].limit; tries += 1) {
    await expect(finish({ code: '000000' })).rejects.toMatchObject({ code: 'wrong-code' })
  }
  await expect(finish({ code: codeOf(secret) })).rejects.toMatchObject({ code: 'too-many-requests' })
})

test('the second step is over after ten minutes, after a new password, and for another browser', async () => {
  const { actor, email, secret, sid } = await makeAccountWithFactor()
  await expect(finish({ code: codeOf(secret, 1) })).rejects.toMatchObject({ code: 'step-over' })
  await expect(signInBy(email)).rejects.toMatchObject({ code: 'second-step' })
  tick(21)
  await expect(finish({ code: codeOf(secret) })).rejects.toMatchObject({ code: 'step-over' })
  await expect(signInBy(email)).rejects.toMatchObject({ code: 'second-step' })
  await changePassword(context(), actor, { oldPassword: password, newPassword: 'a better one, and longer' }, sid)
  await expect(finish({ code: codeOf(secret) })).rejects.toMatchObject({ code: 'step-over' })
})

test('a reset of the password does not get around it', async () => {
  const { actor, email, secret } = await makeAccountWithFactor()
  const now = new Date()
  await expect(signInBy(email)).rejects.toMatchObject({ code: 'second-step' })
  const expiresAt = new Date(now.getTime() + 60_000)
  const token = await issueToken(database, { purpose: 'reset-password', userId: actor.userId, now, expiresAt })
  const newPassword = 'a better one, and longer'
  await resetPassword(context(), { token, password: newPassword })
  tick(1)
  await expect(finish({ code: codeOf(secret) })).rejects.toMatchObject({ code: 'step-over' })
  await expect(signInBy(email, newPassword)).rejects.toMatchObject({ code: 'second-step' })
  await expect(finish({ code: codeOf(secret) })).resolves.toMatchObject({ id: actor.userId })
})

test('turning it off, or new recovery codes, need the password or a code', async () => {
  const { actor, email, secret, recoveryCodes } = await makeAccountWithFactor()
  for (const wrong of [{}, { password: 'not the password' }]) {
    await expect(removeOwnSecondFactor(context(), actor, wrong)).rejects.toMatchObject({ code: 'wrong-password' })
    await expect(renewRecoveryCodes(context(), actor, wrong)).rejects.toMatchObject({ code: 'wrong-password' })
  }
  await expect(removeOwnSecondFactor(context(), actor, { code: '000000' })).rejects.toMatchObject({
    code: 'wrong-code',
  })
  const renewed = await renewRecoveryCodes(context(), actor, { password })
  const [old = ''] = recoveryCodes
  await expect(removeOwnSecondFactor(context(), actor, { code: old })).rejects.toMatchObject({ code: 'wrong-code' })
  expect(renewed.recoveryCodes).not.toContain(old)
  tick(1)
  await removeOwnSecondFactor(context(), actor, { code: codeOf(secret) })
  expect(await database.recoveryCode.count({ where: { userId: actor.userId } })).toBe(0)
  expect((await signInBy(email))?.sid).toBeDefined()
})

test('one that stands is not replaced without turning it off', async () => {
  const { actor, sid } = await makeAccountWithFactor()
  const again = beginOwnSecondFactor(context(), actor, { password }, sid)
  await expect(again).rejects.toMatchObject({ code: 'second-factor-stands' })
})

test('the database holds neither the secret nor a recovery code', async () => {
  const { actor, secret, recoveryCodes } = await makeAccountWithFactor()
  const { sealedSecret } = await database.secondFactor.findUniqueOrThrow({ where: { userId: actor.userId } })
  const codes = await database.recoveryCode.findMany({ where: { userId: actor.userId } })
  const kept = JSON.stringify([sealedSecret, codes])
  for (const text of [secret, ...recoveryCodes, ...recoveryCodes.map((code) => code.replaceAll('-', ''))]) {
    expect(kept).not.toContain(text)
  }
})

test('after a rotation of the site’s secret codes are taken, and the secret is encrypted anew', async () => {
  const { actor, email, secret } = await makeAccountWithFactor()
  const { environment } = context()
  const before = environment.NEXTAUTH_SECRET
  const stored = async () =>
    (await database.secondFactor.findUniqueOrThrow({ where: { userId: actor.userId } })).sealedSecret
  const sealed = await stored()
  Object.assign(environment, {
    NEXTAUTH_SECRET: 'another secret, forty characters long too',
    PREVIOUS_NEXTAUTH_SECRET: before,
  })
  try {
    tick(1)
    await expect(signInBy(email)).rejects.toMatchObject({ code: 'second-step' })
    await finish({ code: codeOf(secret) })
    expect(await stored()).not.toBe(sealed)
    Object.assign(environment, { PREVIOUS_NEXTAUTH_SECRET: undefined })
    tick(1)
    await expect(signInBy(email)).rejects.toMatchObject({ code: 'second-step' })
    await finish({ code: codeOf(secret) })
  } finally {
    Object.assign(environment, { NEXTAUTH_SECRET: before, PREVIOUS_NEXTAUTH_SECRET: undefined })
  }
})

function tick(steps: number): void {
  vi.setSystemTime(Date.now() + steps * stepMs)
}

function codeOf(secret: string, stepsLater = 0): string {
  return generateSync({ secret, epoch: Math.floor((Date.now() + stepsLater * stepMs) / 1000) })
}

async function finish(typed: { code: string }) {
  return finishSignIn(context(), typed, { forwardedFor: undefined, userAgent: 'test' })
}

async function comeIn(actor: Actor): Promise<string> {
  return startSession(context(), database, { userId: actor.userId, userAgent: 'test', now: new Date() })
}

async function signInBy(email: string, typed = password) {
  return signIn(context(), { email, password: typed }, { forwardedFor: undefined, userAgent: 'test' })
}

async function makeAccount() {
  const email = `${randomUUID()}@example.org`
  await signUp(context(), { email, password, displayName: 'Ada', locale: 'en', address: 'direct' })
  const user = await findUserByEmail(database, email)
  if (user === undefined) throw new Error('the account was made')
  const actor: Actor = { userId: user.id, displayName: 'Ada', email, role: 'learner' }
  return { actor, email, sid: await comeIn(actor) }
}

async function makeAccountWithFactor() {
  const account = await makeAccount()
  const { actor, sid } = account
  const { secret } = await beginOwnSecondFactor(context(), actor, { password }, sid)
  const { recoveryCodes } = await confirmOwnSecondFactor(context(), actor, { code: codeOf(secret, -1) }, sid)
  return { ...account, secret, recoveryCodes }
}

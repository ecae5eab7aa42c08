import { randomUUID } from 'node:crypto'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { deleteOwnAccount } from '../../server/accounts/account-deletion.ts'
import { askForReset, changePassword, resetPassword } from '../../server/sign-in/account-passwords.ts'
import { signUp } from '../../server/accounts/accounts.ts'
import { signIn } from '../../server/sign-in/auth.ts'
import { askForConfirmation, confirmEmail } from '../../server/accounts/email-confirmation.ts'
import { findActor, startSession } from '../../server/sign-in/sessions.ts'
import { throttleRules } from '../../server/foundation/throttling.ts'
import { linkAccount, listLinkedAccounts } from '../../store/accounts/linked-accounts.ts'
import { hashToken, issueToken } from '../../store/sign-in/one-time-tokens.ts'
import { findUserByEmail, setEmailVerified } from '../../store/accounts/users.ts'
import type { UserRecord } from '../../store/accounts/users.ts'
import { stopClock } from './clock.ts'
import { useContext, context } from './database.ts'
import { startMailServer } from './mail-server.ts'
import type { MailServer } from './mail-server.ts'
import { betweenLookAndDeed } from './under-way.ts'

let post: MailServer
const { database } = useContext(async () => {
  post = await startMailServer()
  return {
    SMTP_URL: post.url,
    MAIL_FROM: 'Gradient Gym <gym@example.org>',
    PUBLIC_URL: 'https://gym.example.org',
  }
})
afterAll(() => post.close())
beforeEach(() => {
  post.received.length = 0
})

const [oldPassword, newPassword] = ['correct horse battery', 'staple horse correct']

test('a link by mail sets a new password once, ends every session, and proves the address', async () => {
  const user = await makeAccount()
  const sid = await comeIn(user.email, oldPassword)
  const token = await askAndRead(user.email)
  expect(post.received).toMatchObject([{ to: [user.email], subject: 'Set a new password' }])
  await resetPassword(context(), { token, password: newPassword })
  expect(await findActor(context(), sid, new Date())).toBeNull()
  await expect(comeIn(user.email, oldPassword)).rejects.toThrow('refused')
  await comeIn(user.email, newPassword)
  expect((await findUserByEmail(database, user.email))?.emailVerifiedAt).not.toBeNull()
  await expect(resetPassword(context(), { token, password: oldPassword })).rejects.toMatchObject({ code: 'link-spent' })
})

test('a link that was handed over sets a new password once, and proves no address', async () => {
  const user = await makeAccount()
  const sid = await comeIn(user.email, oldPassword)
  const now = new Date()
  const expiresAt = new Date(now.getTime() + 60_000)
  const token = await issueToken(database, { purpose: 'reset-by-hand', userId: user.id, now, expiresAt })
  await resetPassword(context(), { token, password: newPassword })
  expect(await findActor(context(), sid, new Date())).toBeNull()
  await comeIn(user.email, newPassword)
  expect((await findUserByEmail(database, user.email))?.emailVerifiedAt).toBeNull()
  await expect(resetPassword(context(), { token, password: oldPassword })).rejects.toMatchObject({ code: 'link-spent' })
})

test('the letter is in the account’s language, and its names stay text', async () => {
  const user = await makeAccount({ locale: 'zh', displayName: '<b>李雷</b>' })
  await prove(user)
  await askAndRead(user.email)
  const [mail] = post.received
  expect(mail?.subject).toBe('设置新密码')
  expect(mail?.text).toContain('<b>李雷</b>，你好！')
  expect(mail?.text).toContain('https://gym.example.org/zh/reset/')
  expect(mail?.html).toContain('&lt;b&gt;李雷&lt;/b&gt;')
})

test('a letter to an address that nobody has proved does not carry the words of who typed it', async () => {
  const lure = 'Win a prize at https://evil.example'
  for (const locale of ['en', 'zh'] as const) {
    const user = await makeAccount({ locale, displayName: lure })
    await askAndRead(user.email)
    await askToConfirm(user)
  }
  expect(post.received).toHaveLength(4)
  for (const mail of post.received) {
    expect(mail.text + mail.html).not.toContain('prize')
    expect(mail.text).toMatch(/^(Hello,|你好！)\r?\n/)
  }
})

test('an address without an account gets the same answer and no mail, and a pseudonym too', async () => {
  const gone = await makeAccount()
  await database.user.update({ where: { id: gone.id }, data: { deletedAt: new Date() } })
  for (const email of [`${randomUUID()}@example.org`, gone.email]) {
    await (
      await askForReset(context(), { email, address: 'direct' })
    ).sent
  }
  expect(post.received).toEqual([])
})

test('the answer does not wait for the mail: nobody can tell an account by the time', async () => {
  const user = await makeAccount()
  const { sent } = await askForReset(context(), { email: user.email, address: 'direct' })
  expect(post.received).toEqual([])
  await sent
  expect(post.received).toHaveLength(1)
})

test('a newer link ends the older one of the same account, and nobody else’s', async () => {
  const [ada, eve] = [await makeAccount(), await makeAccount()]
  const first = await askAndRead(ada.email)
  const other = await askAndRead(eve.email)
  const second = await askAndRead(ada.email)
  await expect(resetPassword(context(), { token: first, password: newPassword })).rejects.toMatchObject({
    code: 'link-spent',
  })
  await resetPassword(context(), { token: second, password: newPassword })
  await resetPassword(context(), { token: other, password: newPassword })
})

test('after an hour a link is over, and one for another purpose never was', async () => {
  const user = await makeAccount()
  const late = await askAndRead(user.email)
  await database.oneTimeToken.updateMany({ where: { userId: user.id }, data: { expiresAt: new Date() } })
  await expect(resetPassword(context(), { token: late, password: newPassword })).rejects.toMatchObject({
    code: 'link-spent',
  })
  const confirmation = await askToConfirm(user)
  await expect(resetPassword(context(), { token: confirmation, password: newPassword })).rejects.toMatchObject({
    code: 'link-spent',
  })
})

test('whoever resets puts everybody else out, whether the address was proved before or not', async () => {
  const user = await makeAccount()
  for (const password of [newPassword, oldPassword]) {
    await linkAccount(database, { provider: 'github', providerAccountId: randomUUID(), userId: user.id })
    await resetPassword(context(), { token: await askAndRead(user.email), password })
    expect(await listLinkedAccounts(database, user.id)).toEqual([])
  }
})

test.each([
  ['signs in with the old password', (user: UserRecord) => comeIn(user.email, oldPassword), 'refused'],
  [
    'changes the old password',
    async (user: UserRecord) => {
      const here = await startSession(context(), database, { userId: user.id, userAgent: 'test', now: new Date() })
      await changePassword(context(), asActor(user), { oldPassword, newPassword: 'the attacker knows' }, here)
    },
    'wrong-password',
  ],
  [
    'deletes the account',
    (user: UserRecord) => deleteOwnAccount(context(), asActor(user), { password: oldPassword }, null),
    'wrong-password',
  ],
])('who %s while a reset is under way comes too late', async (_, deed, refusal) => {
  const user = await makeAccount()
  const token = await askAndRead(user.email)
  const outcome = await betweenLookAndDeed(database, user.id, {
    first: () => resetPassword(context(), { token, password: newPassword }),
    second: async () => void (await deed(user)),
  })
  expect(outcome).toMatchObject({ status: 'rejected', reason: { message: refusal } })
  await comeIn(user.email, newPassword)
  expect(await database.session.count({ where: { userId: user.id, revokedAt: null } })).toBe(1)
})

test('asking again and again for one address is stopped, whether it has an account or not', async () => {
  stopClock()
  for (const email of [(await makeAccount()).email, `${randomUUID()}@example.org`]) {
    const ask = () => askForReset(context(), { email, address: 'direct' })
    for (let tries = 0; tries < throttleRules['reset-account'].limit; tries += 1) await (await ask()).sent
    await expect(ask()).rejects.toMatchObject({ code: 'too-many-requests' })
  }
})

test('a link confirms the address of who asked for it, once, and of nobody else', async () => {
  const [ada, eve] = [await makeAccount(), await makeAccount()]
  const token = await askToConfirm(ada)
  await expect(confirmEmail(context(), asActor(eve), token)).rejects.toMatchObject({ code: 'link-spent' })
  await confirmEmail(context(), asActor(ada), token)
  expect((await findUserByEmail(database, ada.email))?.emailVerifiedAt).not.toBeNull()
  expect((await findUserByEmail(database, eve.email))?.emailVerifiedAt).toBeNull()
  await expect(confirmEmail(context(), asActor(ada), token)).rejects.toMatchObject({ code: 'link-spent' })
})

test('a new password needs the old one, keeps this session and ends the others', async () => {
  const user = await makeAccount()
  const [here, there] = [await comeIn(user.email, oldPassword), await comeIn(user.email, oldPassword)]
  for (const wrong of ['not the old one', undefined]) {
    const request = { newPassword, ...(wrong === undefined ? {} : { oldPassword: wrong }) }
    await expect(changePassword(context(), asActor(user), request, here)).rejects.toMatchObject({
      code: 'wrong-password',
    })
  }
  await changePassword(context(), asActor(user), { oldPassword, newPassword }, here)
  expect(await findActor(context(), here, new Date())).not.toBeNull()
  expect(await findActor(context(), there, new Date())).toBeNull()
  await comeIn(user.email, newPassword)
})

test('who has no password sets a first one, soon after signing in, and is told by mail', async () => {
  const user = await makeAccount()
  await prove(user)
  const other = await makeAccount()
  const [fresh, old] = [
    await startSession(context(), database, { userId: user.id, userAgent: 'test', now: new Date() }),
    await startSession(context(), database, { userId: user.id, userAgent: 'test', now: new Date() }),
  ]
  const foreign = await startSession(context(), database, { userId: other.id, userAgent: 'test', now: new Date() })
  await database.user.update({ where: { id: user.id }, data: { passwordHash: null } })
  const tenMinutesAgo = new Date(Date.now() - 10 * 60_000)
  await database.session.update({ where: { tokenHash: hashToken(old) }, data: { createdAt: tenMinutesAgo } })
  for (const sessionToken of [old, foreign, 'nonsense', null]) {
    await expect(changePassword(context(), asActor(user), { newPassword }, sessionToken)).rejects.toMatchObject({
      code: 'sign-in-again',
    })
  }
  expect(post.received).toEqual([])
  await changePassword(context(), asActor(user), { newPassword }, fresh)
  expect(await comeIn(user.email, newPassword)).toMatch(/./)
  expect(post.received).toMatchObject([{ to: [user.email], subject: 'A new way to sign in to your account' }])
  expect(post.received[0]?.text).toContain('https://gym.example.org/en/reset')
})

test('a first password is kept when the mail about it cannot be sent, and an address that nobody proved gets none', async () => {
  for (const proved of [true, false]) {
    const user = await makeAccount()
    if (proved) await prove(user)
    post.refusing = proved
    const sid = await startSession(context(), database, { userId: user.id, userAgent: 'test', now: new Date() })
    await database.user.update({ where: { id: user.id }, data: { passwordHash: null } })
    await changePassword(context(), asActor(user), { newPassword }, sid).finally(() => {
      post.refusing = false
    })
    expect(await comeIn(user.email, newPassword)).toMatch(/./)
  }
  expect(post.received).toEqual([])
})

async function makeAccount(change: { locale?: 'en' | 'zh'; displayName?: string } = {}): Promise<UserRecord> {
  const email = `${randomUUID()}@example.org`
  await signUp(context(), {
    email,
    password: oldPassword,
    displayName: 'Ada',
    locale: 'en',
    address: randomUUID(),
    ...change,
  })
  const user = await findUserByEmail(database, email)
  if (user === undefined) throw new Error('the account should be there')
  return user
}

async function prove({ id }: UserRecord): Promise<void> {
  await setEmailVerified(database, id, new Date())
}

function asActor({ id, displayName, email, role }: UserRecord) {
  return { userId: id, displayName, email, role }
}

async function comeIn(email: string, password: string): Promise<string> {
  const session = await signIn(context(), { email, password }, { forwardedFor: undefined, userAgent: 'test' })
  if (session === null) throw new Error('refused')
  return session.sid
}

async function askAndRead(email: string): Promise<string> {
  await (
    await askForReset(context(), { email, address: 'direct' })
  ).sent
  return readToken('reset')
}

async function askToConfirm(user: UserRecord): Promise<string> {
  await askForConfirmation(context(), asActor(user))
  return readToken('confirm')
}

function readToken(place: string): string {
  const token = new RegExp(`https://gym.example.org/(?:en|zh)/${place}/([\\w-]+)`).exec(
    post.received.at(-1)?.text ?? '',
  )?.[1]
  if (token === undefined) throw new Error('the letter should have a link')
  return token
}

import { afterAll, beforeEach, expect, test, vi } from 'vitest'
import type { Actor } from '../../course/accounts/access.ts'
import { changeClassroom } from '../../server/classes/classrooms.ts'
import { mailAskedInvitations, mailInvitations } from '../../server/classes/invitation-mail.ts'
import { acceptInvitation } from '../../server/classes/joining.ts'
import { getPeople, withdrawInvitation } from '../../server/classes/people.ts'
import { importRoster, previewRoster } from '../../server/classes/roster-import.ts'
import { throttleRules } from '../../server/foundation/throttling.ts'
import { useContext, context } from './database.ts'
import { startMailServer } from './mail-server.ts'
import type { MailServer } from './mail-server.ts'
import { makeClass, makePerson } from './people.ts'

let post: MailServer
const { database } = useContext(async () => {
  post = await startMailServer()
  return { SMTP_URL: post.url, MAIL_FROM: 'gym@example.org', PUBLIC_URL: 'https://gym.example.org' }
})
afterAll(() => post.close())
beforeEach(async () => {
  post.received.length = 0
  post.refusing = false
  // Of the tests before.
  await database.invitation.deleteMany()
})

const dayMs = 24 * 3600_000
const later = (ms: number) => new Date(Date.now() + ms)

async function makeInvited(...emails: string[]): Promise<{ teacher: Actor; id: string }> {
  const teacher = await makePerson(database, 'Teacher', 'instructor')
  const { id } = await makeClass(database, { members: [[teacher, 'instructor']] })
  const text = `email,name\n${emails.map((email) => `${email},"Win a prize"`).join('\n')}\n`
  const { fingerprint } = await previewRoster(context(), teacher, id, text)
  await importRoster(context(), teacher, id, { text, fingerprint })
  return { teacher, id }
}

const round = async (now = later(1000), failed = new Map()) => mailAskedInvitations(context(), now, failed)

test('each invited person gets a letter of their own, once, whose link takes them in', async () => {
  const { teacher, id } = await makeInvited('bo@example.org', 'cy@example.org')
  await round()
  expect(post.received).toEqual([])
  expect(await mailInvitations(context(), teacher, id)).toEqual({ count: 2 })
  expect((await getPeople(context(), teacher, id)).invitations.map(({ mailed }) => mailed)).toEqual([
    'waiting',
    'waiting',
  ])
  await Promise.all([round(), round()])
  await round()
  expect(post.received.flatMap(({ to }) => to).toSorted()).toEqual(['bo@example.org', 'cy@example.org'])
  expect((await getPeople(context(), teacher, id)).invitations[0]?.mailed).toMatch(/^\d{4}-/)
  const [letter] = post.received
  const token = /https:\/\/gym\.example\.org\/en\/invitation\/(\S+)/.exec(letter?.text ?? '')?.[1] ?? ''
  const bo = await makePerson(database, 'Bo')
  expect(await acceptInvitation(context(), bo, token)).toEqual({ id })
})

test('a letter to a stranger carries no word of who invites', async () => {
  const { teacher, id } = await makeInvited('bo@example.org')
  await changeClassroom(context(), teacher, id, { name: 'Visit evil.example' })
  await database.user.update({ where: { id: teacher.userId }, data: { locale: 'zh' } })
  await mailInvitations(context(), teacher, id)
  await round()
  expect(post.received).toMatchObject([{ to: ['bo@example.org'], subject: '邀请你加入班级' }])
  expect(post.received[0]?.raw).not.toMatch(/prize|evil/)
  expect(post.received[0]?.text).not.toMatch(/prize|evil|Teacher/)
})

test('nobody gets a second letter within a day, who comes later gets theirs, and a day later all may be asked for again', async () => {
  const { teacher, id } = await makeInvited('bo@example.org')
  await mailInvitations(context(), teacher, id)
  await round()
  expect(await mailInvitations(context(), teacher, id)).toEqual({ count: 0 })
  await round()
  expect(post.received).toHaveLength(1)
  await database.invitation.updateMany({ data: { mailAskedAt: later(-dayMs - 1), mailedAt: later(-dayMs) } })
  expect(await mailInvitations(context(), teacher, id)).toEqual({ count: 1 })
  await round()
  expect(post.received).toHaveLength(2)
})

test('what the mail server refuses waits for a later round, and longer each time', async () => {
  const logged = vi.spyOn(console, 'error').mockReturnValue()
  const { teacher, id } = await makeInvited('bo@example.org')
  await mailInvitations(context(), teacher, id)
  const failed = new Map()
  post.refusing = true
  await round(later(1000), failed)
  post.refusing = false
  expect((await getPeople(context(), teacher, id)).invitations[0]?.mailed).toBe('waiting')
  await round(later(2000), failed)
  expect(post.received).toHaveLength(0)
  await round(later(120_000), failed)
  expect(post.received).toHaveLength(1)
  expect(logged.mock.calls.flat().join(' ')).not.toContain('bo@example.org')
  logged.mockRestore()
})

test('an invitation that was withdrawn, or whose class was archived, is not mailed', async () => {
  const { teacher, id } = await makeInvited('bo@example.org', 'cy@example.org')
  await mailInvitations(context(), teacher, id)
  const [first] = (await getPeople(context(), teacher, id)).invitations
  await withdrawInvitation(context(), teacher, id, first?.id ?? '')
  await changeClassroom(context(), teacher, id, { archived: true })
  await round()
  expect(post.received).toEqual([])
  await expect(mailInvitations(context(), teacher, id)).rejects.toMatchObject({ code: 'class-archived' })
})

test('only instructors of the class have invitations mailed, and not without end', async () => {
  const { teacher, id } = await makeInvited('bo@example.org')
  const stranger = await makePerson(database, 'Stranger', 'instructor')
  await expect(mailInvitations(context(), stranger, id)).rejects.toMatchObject({ code: 'not-found' })
  for (let asked = 0; asked < throttleRules['mail-invitations'].limit; asked += 1)
    await mailInvitations(context(), teacher, id)
  await expect(mailInvitations(context(), teacher, id)).rejects.toMatchObject({ code: 'too-many-requests' })
})

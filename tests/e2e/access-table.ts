/** Each route and page with what it takes to be let in: tests/e2e/access.spec.ts asks them all. */
import type { Action } from '../../course/accounts/access.ts'
import type { School } from './school.ts'

export interface Row {
  /** As the folder of the route or page is called, with its method; for a page `GET` and the path without language. */
  route: string
  /** Null: anyone may, without an account too. */
  action: Action | null
  /** What is acted on: the class, one learner's submission in it or comment on that, the actor's own, or the whole platform. */
  subject: 'class' | 'submission' | 'comment' | 'own' | 'platform'
  address: (school: School) => string
  body?: unknown
  /** What a granted request comes to. */
  granted: number
  /** A page whose skeleton is sent before anybody is looked at: a visitor is led on by what follows. */
  streams: boolean
}

const row = (
  route: string,
  action: Action | null,
  subject: Row['subject'],
  granted: number,
  options: { address?: (school: School) => string; body?: unknown; streams?: boolean } = {},
): Row => ({
  route,
  action,
  subject,
  granted,
  address: options.address ?? (({ classId }) => addressOf(route).replace('[id]', classId)),
  body: options.body,
  streams: options.streams ?? false,
})

const inClass = (route: string, action: Action, granted: number, body?: unknown) =>
  row(route, action, 'class', granted, { body })

const plain = {
  opensAt: null,
  dueAt: null,
  closesAt: null,
  points: 10,
  latePolicy: 'none',
  latePercent: 0,
  attemptLimit: null,
  counting: 'best',
  solutionOpens: 'passed',
}

const learnerAddress = (route: string) => (school: School) =>
  addressOf(route)
    .replace('[id]', route.includes('/assignments/[id]') ? school.assignmentId : school.classId)
    .replace('[userId]', school.learnerId)

const overrides = 'learner_id,assignment,override_points,override_reason\n'

/** In this order for every actor: what takes something away stands last. */
export const routes: Row[] = [
  row('GET /api/health', null, 'platform', 200),
  row('GET /api/exercises/[slug]/bundle', null, 'platform', 200, {
    address: () => '/api/exercises/he-30-layers/bundle',
  }),
  row('GET /api/submissions', 'study', 'own', 200, { address: () => '/api/submissions?slug=he-30-layers' }),
  row('POST /api/submissions', 'submit', 'own', 400, { body: { slug: 'he-30-layers', source: ' ' } }),
  row('PUT /api/drafts/[slug]', 'study', 'own', 200, {
    address: () => '/api/drafts/he-30-layers',
    body: { source: 'export {}', baseVersion: 0 },
  }),
  row('GET /api/submissions/[id]', 'read-submission', 'submission', 200, {
    address: ({ submissionId }) => `/api/submissions/${submissionId}`,
  }),
  row('GET /api/submissions/[id]/draw', 'read-draw', 'submission', 200, {
    address: ({ submissionId }) => `/api/submissions/${submissionId}/draw`,
  }),
  row('POST /api/submissions/[id]/comments', 'comment', 'submission', 201, {
    address: ({ submissionId }) => `/api/submissions/${submissionId}/comments`,
    body: ({ classId }: School) => ({ classroomId: classId, line: 1, text: 'Why this one?' }),
  }),
  row('PATCH /api/comments/[id]', 'comment', 'comment', 204, {
    address: ({ commentId }) => `/api/comments/${commentId}`,
    body: { text: 'Why that one?' },
  }),
  row('DELETE /api/comments/[id]', 'comment', 'comment', 204, {
    address: ({ commentId }) => `/api/comments/${commentId}`,
  }),
  inClass('GET /api/classes/[id]/gradebook', 'read-gradebook', 200),
  inClass('GET /api/classes/[id]/live/rows', 'read-insight', 200),
  row('GET /api/classes/[id]/gradebook.csv', 'read-gradebook', 'class', 200, {
    address: ({ classId }) => `/api/classes/${classId}/gradebook.csv?kind=grades`,
  }),
  row('GET /api/classes/[id]/gradebook/[assignment]/[user]', 'read-gradebook', 'class', 200, {
    address: ({ classId, assignmentId, learnerId }) => `/api/classes/${classId}/gradebook/${assignmentId}/${learnerId}`,
  }),
  inClass('POST /api/classes/[id]/overrides/preview', 'override-grade', 200, { text: overrides }),
  inClass('POST /api/classes/[id]/overrides', 'override-grade', 409, { text: overrides, fingerprint: 'another' }),
  inClass('POST /api/classes/[id]/assignments', 'change-assignments', 409, { slugs: ['he-30-layers'] }),
  // From no class, which only who may assign is told.
  inClass('POST /api/classes/[id]/assignments/copy', 'change-assignments', 404, { from: 'none' }),
  inClass('PATCH /api/classes/[id]', 'change-classroom', 204, {}),
  inClass('PATCH /api/classes/[id]/joining', 'change-join-code', 204, { open: true }),
  inClass('POST /api/classes/[id]/copy', 'change-classroom', 201, { name: 'Copy' }),
  inClass('POST /api/classes/[id]/roster/preview', 'change-people', 200, { text: 'email\n' }),
  inClass('POST /api/classes/[id]/roster', 'change-people', 409, { text: 'email\n', fingerprint: 'another' }),
  row('PATCH /api/classes/[id]/people/[userId]', 'change-people', 'class', 204, {
    address: learnerAddress('PATCH /api/classes/[id]/people/[userId]'),
    body: {},
  }),
  // The site of these tests sends no mail, which only who may ask for letters is told.
  inClass('POST /api/classes/[id]/invitations', 'change-people', 404),
  row('DELETE /api/classes/[id]/invitations/[invitation]', 'change-people', 'class', 204, {
    address: ({ classId, invitationId }) => `/api/classes/${classId}/invitations/${invitationId}`,
  }),
  row('PUT /api/assignments/[id]', 'change-assignments', 'class', 204, {
    address: learnerAddress('PUT /api/assignments/[id]'),
    body: plain,
  }),
  row('PUT /api/assignments/[id]/extensions/[userId]', 'grant-extension', 'class', 204, {
    address: learnerAddress('PUT /api/assignments/[id]/extensions/[userId]'),
    body: { dueAt: null, extraAttempts: 1 },
  }),
  row('DELETE /api/assignments/[id]/extensions/[userId]', 'grant-extension', 'class', 204, {
    address: learnerAddress('DELETE /api/assignments/[id]/extensions/[userId]'),
  }),
  row('PUT /api/assignments/[id]/overrides/[userId]', 'override-grade', 'class', 204, {
    address: learnerAddress('PUT /api/assignments/[id]/overrides/[userId]'),
    body: { points: 3, reason: 'asked for' },
  }),
  row('DELETE /api/assignments/[id]/overrides/[userId]', 'override-grade', 'class', 204, {
    address: learnerAddress('DELETE /api/assignments/[id]/overrides/[userId]'),
  }),
  // Nothing is out of date, which only who may ask is told.
  inClass('POST /api/classes/[id]/regrades', 'regrade', 404, { slug: 'he-30-layers', reason: 'asked for' }),
  // It grades by another revision than the exercise has, which only who may ask is told.
  row('POST /api/classes/[id]/regrades/[regrade]', 'regrade', 'class', 409, {
    address: ({ classId, regradeId }) => `/api/classes/${classId}/regrades/${regradeId}`,
    body: { fallsToo: false, fingerprint: 'another' },
  }),
  row('DELETE /api/classes/[id]/regrades/[regrade]', 'regrade', 'class', 204, {
    address: ({ classId, regradeId }) => `/api/classes/${classId}/regrades/${regradeId}`,
  }),
  // It waits for nothing, which only an admin is told.
  row('POST /api/admin/requeue', 'requeue-submission', 'platform', 404, {
    body: ({ submissionId }: School) => ({ submissionId }),
  }),
  row('POST /api/lessons/read', 'study', 'own', 204, {
    body: { lesson: 'initialisation/variance-both-ways' },
  }),
  row('POST /api/invitations', 'join-classroom', 'own', 404, { body: { token: 'nonsense' } }),
  row('POST /api/classes/join', 'join-classroom', 'own', 404, { body: { code: 'AAAAAAAAAA' } }),
  row('POST /api/accounts/claim', 'manage-account', 'own', 409, { body: { token: 'nonsense' } }),
  row('PATCH /api/accounts/me', 'manage-account', 'own', 204, { body: {} }),
  row('GET /api/accounts/me/export', 'manage-account', 'own', 200),
  row('POST /api/accounts/me/deletion', 'manage-account', 'own', 403, { body: { password: 'not the password' } }),
  row('PUT /api/accounts/me/password', 'manage-account', 'own', 403, {
    body: { oldPassword: 'not the password', newPassword: 'another one that is long' },
  }),
  row('POST /api/accounts/me/second-factor', 'manage-account', 'own', 403, { body: { password: 'not the password' } }),
  row('PUT /api/accounts/me/second-factor', 'manage-account', 'own', 403, { body: { code: '000000' } }),
  // There is none, which only who has the password is told.
  row('DELETE /api/accounts/me/second-factor', 'manage-account', 'own', 403, {
    body: { password: 'not the password' },
  }),
  row('POST /api/accounts/me/second-factor/recovery-codes', 'manage-account', 'own', 403, {
    body: { password: 'not the password' },
  }),
  // No provider and no mail are configured here.
  row('POST /api/accounts/me/links', 'manage-account', 'own', 404, { body: { provider: 'github' } }),
  row('DELETE /api/accounts/me/links', 'manage-account', 'own', 404, { body: { provider: 'github' } }),
  row('POST /api/accounts/me/confirmation', 'manage-account', 'own', 404),
  row('POST /api/accounts/confirm', 'manage-account', 'own', 409, { body: { token: 'nonsense' } }),
  row('GET /api/notices/unread', 'study', 'own', 200),
  row('POST /api/notices/read', 'study', 'own', 204),
  // Nobody's session.
  row('DELETE /api/sessions/[id]', 'manage-account', 'own', 404, {
    address: () => '/api/sessions/00000000-0000-4000-8000-000000000000',
  }),
  row('POST /api/classes', 'create-classroom', 'own', 201, { body: { name: 'Another', timeZone: 'UTC' } }),
  row('GET /api/exercises/[slug]/assignments', 'study', 'own', 200, {
    address: () => '/api/exercises/he-30-layers/assignments',
  }),
  row('GET /api/solutions/[slug]', 'read-solution', 'own', 200, { address: () => '/api/solutions/he-30-layers' }),
  row('DELETE /api/classes/[id]', 'delete-classroom', 'class', 400, {
    address: ({ classId }) => `/api/classes/${classId}`,
    body: { name: 'not its name' },
  }),
  row('DELETE /api/assignments/[id]', 'change-assignments', 'class', 204, {
    address: ({ spareAssignmentId }) => `/api/assignments/${spareAssignmentId}`,
  }),
]

/** Asked for once more by hand elsewhere, or without anybody who asks. */
export const elsewhere: Record<string, string> = {
  'GET /api/auth/[...nextauth]': 'next-auth’s own; tests/integration/sign-in.test.ts',
  'POST /api/auth/[...nextauth]': 'next-auth’s own; doors.spec.ts',
  'POST /api/accounts': 'signing up, by visitors; makeSchool does it',
  'GET /api/events': 'never ends; doors.spec.ts asks as a visitor, tests/integration/live.test.ts as everybody',
  'GET /api/metrics': 'with a token of the operator’s; tests/integration/operations.test.ts',
  'GET /api/classes/[id]/live': 'never ends; tests/integration/live-class.test.ts',
  'POST /api/accounts/reset': 'for visitors; tests/integration/passwords-by-mail.test.ts',
  'PUT /api/accounts/reset': 'for visitors; tests/integration/passwords-by-mail.test.ts',
  'GET /api/preview': 'only in the author’s own preview; tests of authoring/preview',
  'POST /api/sessions/revoke': 'ends the session that asks; doors.spec.ts',
  'POST /api/classes/[id]/leave': 'ends the membership that asks; tests/integration/class-people.test.ts',
}

export const pages: Row[] = [
  inClass('GET /classes/[id]', 'read-classroom', 200),
  inClass('GET /classes/[id]/assignments', 'read-people', 200),
  inClass('GET /classes/[id]/people', 'read-people', 200),
  inClass('GET /classes/[id]/gradebook', 'read-gradebook', 200),
  inClass('GET /classes/[id]/live', 'read-insight', 200),
  inClass('GET /classes/[id]/insight', 'read-insight', 200),
  row('GET /classes/[id]/insight/[assignment]', 'read-insight', 'class', 200, {
    address: ({ classId, assignmentId }) => `/classes/${classId}/insight/${assignmentId}?by=standing&value=passed`,
  }),
  row('GET /classes/[id]/insight/[assignment]/similar', 'read-insight', 'class', 200, {
    address: ({ classId, assignmentId }) => `/classes/${classId}/insight/${assignmentId}/similar`,
  }),
  row('GET /classes/[id]/insight/[assignment]/similar/[left]/[right]', 'read-insight', 'class', 200, {
    address: ({ classId, assignmentId, submissionId, twinId }) =>
      `/classes/${classId}/insight/${assignmentId}/similar/${submissionId}/${twinId}`,
  }),
  row('GET /classes/[id]/as/[userId]', 'view-as-learner', 'class', 200, {
    address: ({ classId, learnerId }) => `/classes/${classId}/as/${learnerId}`,
  }),
  inClass('GET /classes/[id]/log', 'read-class-log', 200),
  inClass('GET /classes/[id]/regrade', 'regrade', 200),
  row('GET /classes/[id]/regrade/[regrade]', 'regrade', 'class', 200, {
    address: ({ classId, regradeId }) => `/classes/${classId}/regrade/${regradeId}`,
  }),
  inClass('GET /classes/[id]/settings', 'change-classroom', 200),
  row('GET /submissions/[id]', 'read-submission', 'submission', 200, {
    address: ({ submissionId }) => `/submissions/${submissionId}`,
  }),
  row('GET /classes', 'study', 'own', 200, { streams: true }),
  row('GET /me', 'study', 'own', 200, { streams: true }),
  row('GET /notices', 'study', 'own', 200, { streams: true }),
  row('GET /second-factor', 'manage-account', 'own', 200),
  row('GET /confirm/[token]', null, 'platform', 200, { address: () => '/confirm/nonsense' }),
  row('GET /admin', 'read-operations', 'platform', 200),
  row('GET /', null, 'platform', 200),
  row('GET /course', null, 'platform', 200),
  row('GET /glossary', null, 'platform', 200),
  row('GET /exercises/[slug]', null, 'platform', 200, { address: () => '/exercises/he-30-layers' }),
  row('GET /lessons/[unit]/[lesson]', null, 'platform', 200, {
    address: () => '/lessons/initialisation/variance-both-ways',
  }),
  row('GET /join/[code]', null, 'platform', 200, { address: () => '/join/AAAAAAAAAA' }),
  row('GET /claim/[token]', null, 'platform', 200, { address: () => '/claim/nonsense' }),
]

/** Who is signed in is led on from these. */
export const elsewherePages: Record<string, string> = {
  'GET /sign-in': 'for visitors; doors.spec.ts',
  'GET /sign-up': 'for visitors; every story begins there',
  'GET /reset': 'where mail is configured; tests/integration/passwords-by-mail.test.ts',
  'GET /reset/[token]': 'by its link alone; tests/integration/passwords-by-mail.test.ts',
  'GET /preview': 'only in the author’s own preview',
  'GET /[...rest]': 'not found, for everybody',
  'GET /invitation/[token]': 'by its link alone; tests/integration/class-people.test.ts',
}

/** Of a route without parameters but the class. */
function addressOf(route: string): string {
  return route.split(' ')[1] ?? ''
}

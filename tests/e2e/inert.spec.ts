/** What people write is text, wherever it is shown: names, reasons, comments, code, what code throws and prints. */
import type { APIRequestContext, Browser } from 'playwright/test'
import { z } from 'zod'

import { expect, test } from './page-faults.ts'
import { makeSchool, type ActorName, type School } from './school.ts'

const hostile = '"><img data-planted src=x onerror=alert(1)>'
const code = `// ${hostile}
export function initStd(): number { console.log('${hostile}'); throw new Error('${hostile}') }
`

test('markup that people write shows as text on every page of a class, and runs nothing', async ({
  browser,
  baseURL,
}) => {
  test.setTimeout(240_000)
  const school = await makeSchool(baseURL ?? '')
  try {
    const submissionId = await plant(school)
    const { classId, learnerId, regradeId, assignmentId, twinId } = school
    const inClass = `/en/classes/${classId}`
    await look(browser, school, 'instructor', [
      inClass,
      ...['assignments', 'people', 'gradebook', 'live', 'insight', 'regrade', 'log', 'settings'].map(
        (room) => `${inClass}/${room}`,
      ),
      `${inClass}/regrade/${regradeId}`,
      `${inClass}/insight/${assignmentId}?by=standing&value=tried`,
      `${inClass}/insight/${assignmentId}/similar`,
      `${inClass}/insight/${assignmentId}/similar/${school.submissionId}/${twinId}`,
      `${inClass}/as/${learnerId}`,
      `/en/submissions/${submissionId}?class=${classId}`,
    ])
    await look(browser, school, 'learner', [
      inClass,
      '/en/notices',
      '/en/me',
      '/en/classes',
      `/en/submissions/${submissionId}`,
    ])
  } finally {
    await school.close()
  }
})

/** @returns a submission that says it in every way that code can */
async function plant(school: School): Promise<string> {
  const { classId, assignmentId, learnerId } = school
  const [learner, instructor] = [school.as('learner'), school.as('instructor')]
  for (const actor of [learner, instructor]) await send(actor, 'PATCH', '/api/accounts/me', { displayName: hostile })
  await send(instructor, 'PATCH', `/api/classes/${classId}`, { name: hostile })
  await send(instructor, 'PATCH', `/api/classes/${classId}/people/${learnerId}`, { studentId: hostile.slice(0, 40) })
  await send(instructor, 'PUT', `/api/assignments/${assignmentId}/overrides/${learnerId}`, {
    points: 1,
    reason: hostile,
  })
  await send(instructor, 'PUT', `/api/assignments/${assignmentId}/extensions/${learnerId}`, {
    dueAt: null,
    extraAttempts: 1,
    reason: hostile,
  })
  const sent = await send(learner, 'POST', '/api/submissions', { slug: 'he-30-layers', source: code })
  const { id } = z.object({ id: z.string() }).parse(sent)
  await expect
    .poll(
      async () =>
        z.object({ state: z.string() }).parse(await (await learner.get(`/api/submissions/${id}`)).json()).state,
    )
    .toBe('graded')
  await send(instructor, 'POST', `/api/submissions/${id}/comments`, { classroomId: classId, line: 1, text: hostile })
  return id
}

async function look(browser: Browser, school: School, actor: ActorName, places: string[]): Promise<void> {
  const context = await browser.newContext({ storageState: await school.as(actor).storageState() })
  const faults: string[] = []
  context.on('dialog', (dialog) => {
    faults.push(dialog.message())
    void dialog.dismiss()
  })
  const page = await context.newPage()
  let shown = 0
  for (const place of places) {
    await page.goto(place)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    shown += await page.getByText('onerror=alert(1)').count()
    expect(await page.locator('[data-planted]').count(), place).toBe(0)
  }
  // It was there to be taken for markup.
  expect(shown).toBeGreaterThan(places.length / 2)
  expect(faults).toEqual([])
  await context.close()
}

async function send(actor: APIRequestContext, method: string, address: string, body: unknown): Promise<unknown> {
  const answer = await actor.fetch(address, { method, data: body })
  expect(answer.ok(), `${method} ${address}: ${await answer.text()}`).toBe(true)
  return answer.status() === 204 ? null : answer.json()
}

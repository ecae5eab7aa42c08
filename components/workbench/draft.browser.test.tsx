import { beforeEach, expect, test, vi } from 'vitest'
import { userEvent } from 'vitest/browser'

import { exerciseApi } from '../../contracts/exercises.ts'
import { draftApi } from '../../contracts/submissions.ts'
import type { Locale } from '../../i18n/routing.ts'
import { show } from '../../tests/components/show.tsx'
import { noNetwork, Refusal, serve } from '../../tests/components/web.ts'
import { grading, starter, workbenchProps } from '../../tests/components/workbench-example.ts'
import type { WorkbenchProps } from './props.ts'
import { Workbench } from './workbench.tsx'

vi.mock(import('../../grader/host/browser-host.ts'), async () => await import('../../tests/components/cage.ts'))
vi.mock(import('../editor/load-monaco.ts'), () => ({ loadMonaco: () => new Promise<never>(() => undefined) }))

let count = 0
beforeEach(() => {
  count += 1
  serve(exerciseApi.findBundle, () => grading)
})

async function showWorkbench(changed: Partial<WorkbenchProps> = {}, locale: Locale = 'en') {
  const props = workbenchProps(`draft-${count}`, { ...changed, locale })
  const screen = await show(<Workbench {...props} />, { locale })
  const code = screen.getByRole('textbox', { name: locale === 'en' ? /^Code editor/ : /^代码编辑器/ })
  return { screen, code, says: (words: string) => expect.element(screen.getByText(words)).toBeVisible() }
}

const account = { signedIn: true, userId: 'ada' }
const mine = 'export const scale = 2'

test.each([
  ['en', 'Kept in this browser'],
  ['zh', '已存在本浏览器'],
] as const)('%s: without an account a text stays in this browser', async (locale, kept) => {
  const first = await showWorkbench({}, locale)
  await expect.element(first.code).toHaveValue(starter)
  await first.code.fill(mine)
  await first.says(kept)
  await first.screen.unmount()
  const again = await showWorkbench({}, locale)
  await expect.element(again.code).toHaveValue(mine)
})

test('with an account a text goes to the server, over the version that this browser has seen', async () => {
  const saved = serve(draftApi.save, () => ({ version: 8 }))
  const view = { ...workbenchProps(`draft-${count}`).view, draft: { source: starter, version: 7 } }
  const { code, says } = await showWorkbench({ ...account, view })
  await code.fill(mine)
  await says('Saving…')
  await says('Saved')
  expect(saved.map(({ params, body }) => ({ ...params, ...body }))).toEqual([
    { slug: `draft-${count}`, source: mine, baseVersion: 7 },
  ])
})

test('a text that no network takes is kept, and sent when the network is back', async () => {
  serve(draftApi.save, () => noNetwork)
  const { code, says } = await showWorkbench(account)
  await code.fill(mine)
  await says('Offline: kept in this browser, sent later')
  const saved = serve(draftApi.save, () => ({ version: 1 }))
  window.dispatchEvent(new Event('online'))
  await says('Saved')
  expect(saved.map(({ body }) => body.source)).toEqual([mine])
})

test.each([
  ['en', 'Take the other', 'This draft was also changed on another device.', 'Saved'],
  ['zh', '用另一份', '这份草稿在另一台设备上也改过。', '已保存'],
] as const)(
  '%s: a text from another device is shown to choose from, and neither is lost',
  async (locale, theirs, words, saved) => {
    const other = 'export const scale = 9'
    serve(draftApi.save, () => new Refusal('draft-conflict', { source: other, version: 3 }, 409))
    const { screen, code, says } = await showWorkbench(account, locale)
    await code.fill(mine)
    await expect.element(screen.getByRole('alert')).toMatchTextContent(words)
    await expect.element(code).toHaveValue(mine)
    await screen.getByRole('button', { name: theirs }).click()
    await expect.element(code).toHaveValue(other)
    await expect.element(screen.getByRole('alert')).not.toBeInTheDocument()
    await says(saved)
    expect(Object.values({ ...localStorage }).some((text) => String(text).includes(mine))).toBe(true)
  },
)

test('back to the start asks first, and gives the focus back', async () => {
  const { screen, code } = await showWorkbench()
  await code.fill(mine)
  const more = screen.getByRole('button', { name: 'More' })
  await more.click()
  await screen.getByRole('button', { name: 'Reset to start' }).click()
  await userEvent.keyboard('{Escape}')
  await expect.element(screen.getByRole('dialog')).not.toBeInTheDocument()
  await expect.element(code).toHaveValue(mine)
  await expect.element(more).toHaveFocus()
  await more.click()
  await screen.getByRole('button', { name: 'Reset to start' }).click()
  await screen.getByRole('dialog').getByRole('button', { name: 'Reset' }).click()
  await expect.element(code).toHaveValue(starter)
})

import { beforeEach, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'

import { exerciseApi } from '../../contracts/exercises.ts'
import { submissionApi } from '../../contracts/submissions.ts'
import type { Verdict } from '../../grader/judge/verdict.ts'
import type { Locale } from '../../i18n/routing.ts'
import { runs } from '../../tests/components/cage.ts'
import { tell } from '../../tests/components/event-stream.ts'
import { show } from '../../tests/components/show.tsx'
import { Refusal, serve } from '../../tests/components/web.ts'
import { check, grading, starter, verdict, workbenchProps } from '../../tests/components/workbench-example.ts'
import type { WorkbenchProps } from './props.ts'
import { Workbench } from './workbench.tsx'

vi.mock(import('../../grader/host/browser-host.ts'), async () => await import('../../tests/components/cage.ts'))
// The plain field takes keys until the whole editor has come, which here is never.
vi.mock(import('../editor/load-monaco.ts'), () => ({ loadMonaco: () => new Promise<never>(() => undefined) }))

let count = 0
beforeEach(() => {
  count += 1
  runs.length = 0
  serve(exerciseApi.findBundle, () => grading)
})

async function showWorkbench(changed: Partial<WorkbenchProps> = {}, locale: Locale = 'en') {
  const props = workbenchProps(`exercise-${count}`, { ...changed, locale })
  const screen = await show(<Workbench {...props} />, { locale })
  const region = (name: string) => screen.getByRole('region', { name })
  return {
    screen,
    region,
    code: screen.getByRole('textbox', { name: locale === 'en' ? /^Code editor/ : /^代码编辑器/ }),
    button: (name: string) => screen.getByRole('button', { name }),
    tab: (name: string) => screen.getByRole('tab', { name }),
    /** What is heard while it runs, and at its end. */
    status: screen.getByRole('tabpanel').getByRole('status'),
    claims: () =>
      screen
        .getByRole('list', { name: locale === 'en' ? 'Checks' : '检查' })
        .getByRole('listitem')
        .elements()
        .map((item) => item.getAttribute('data-check')),
  }
}

/** The run that has begun last. */
async function latestRun(turn: number) {
  await expect.poll(() => runs.length).toBe(turn)
  const run = runs[turn - 1]
  if (run === undefined) throw new Error('no run has begun')
  return run
}

const half = verdict({ shape: true, norm: false })
const whole = verdict({ shape: true, norm: true })

test.each([
  ['en', ['Task', 'Code', 'Result'], 'Width of the task', 'Width of the result'],
  ['zh', ['题目', '代码', '结果'], '题目栏的宽度', '结果栏的宽度'],
] as const)(
  '%s: three panes stand side by side, and keep the widths that the keyboard gave them',
  async (locale, panes, left, right) => {
    const first = await showWorkbench({}, locale)
    const lefts = panes.map((name) => first.region(name).element().getBoundingClientRect().left)
    expect(lefts).toEqual(lefts.toSorted((a, b) => a - b))
    const task = first.region(panes[0])
    const before = task.element().getBoundingClientRect().width
    const edge = first.screen.getByRole('separator', { name: left })
    await expect.element(edge).toHaveAttribute('aria-valuenow', '26')
    edge.element().focus()
    await userEvent.keyboard('{ArrowRight}{ArrowRight}')
    await expect.element(edge).toHaveAttribute('aria-valuenow', '30')
    expect(task.element().getBoundingClientRect().width).toBeGreaterThan(before + 20)
    first.screen.getByRole('separator', { name: right }).element().focus()
    await userEvent.keyboard('{Home}')
    await first.screen.unmount()

    const again = await showWorkbench({}, locale)
    await expect.element(again.screen.getByRole('separator', { name: left })).toHaveAttribute('aria-valuenow', '30')
    await expect.element(again.screen.getByRole('separator', { name: right })).toHaveAttribute('aria-valuenow', '15')
  },
)

test('a narrow screen shows one pane at a time, and a run leads to its result', async () => {
  await page.viewport(390, 800)
  try {
    const { screen, region, button } = await showWorkbench()
    await expect.element(region('Task')).toBeVisible()
    await expect.element(region('Code')).not.toBeInTheDocument()
    const parts = screen.getByRole('navigation', { name: 'Parts of the workbench' })
    await parts.getByRole('button', { name: 'Code' }).click()
    await expect.element(region('Code')).toBeVisible()
    await expect.element(region('Task')).not.toBeInTheDocument()
    await button('Run').click()
    await expect.element(region('Result')).toBeVisible()
    await expect.element(parts.getByRole('button', { name: 'Result' })).toHaveAttribute('aria-current', 'true')
  } finally {
    await page.viewport(1280, 800)
  }
})

test.each([
  ['en', 'Run', 'Stop', 'Starting your code', 'Measuring: forward', '1 of 2 checks, provisional'],
  ['zh', '运行', '停止', '正在启动你的代码', '正在测量：forward', '2 项检查中通过 1 项，暂定'],
] as const)(
  '%s: a run says where it is and what came of it',
  async (locale, runName, stop, starting, measuring, outcome) => {
    const { button, code, status } = await showWorkbench({}, locale)
    await code.fill('export const scale = 2')
    await button(runName).click()
    const run = await latestRun(1)
    expect(run.source).toBe('export const scale = 2')
    await expect.element(button(stop)).toBeVisible()
    await expect.element(button(runName)).not.toBeInTheDocument()
    run.tell({ type: 'started', backend: 'webgl', renderer: null })
    await expect.element(status).toHaveTextContent(starting)
    run.tell({ type: 'section', name: 'forward' })
    await expect.element(status).toHaveTextContent(measuring)
    run.end(half)
    await expect.element(status).toHaveTextContent(outcome)
    await expect.element(button(runName)).toBeVisible()
  },
)

test('a check is judged as soon as it is told; at the end what fails stands first', async () => {
  const { button, claims, screen } = await showWorkbench()
  const row = (claim: RegExp) => screen.getByRole('listitem').filter({ hasText: claim })
  expect(claims()).toEqual(['shape', 'norm'])
  await button('Run').click()
  const run = await latestRun(1)
  run.tell({ type: 'check', check: check('shape', true) })
  await expect.element(row(/The output has the shape/)).toMatchTextContent(/^passed/)
  await expect.element(row(/The norm stays/)).toMatchTextContent(/^waiting/)
  expect(claims()).toEqual(['shape', 'norm'])
  run.end(half)
  await expect.poll(claims).toEqual(['norm', 'shape'])
  await expect.element(row(/The norm stays/)).toMatchTextContent(/^failed/)
})

test('a run that is stopped says so, is given up, and another may follow', async () => {
  const { button, status } = await showWorkbench()
  await button('Run').click()
  const run = await latestRun(1)
  await button('Stop').click()
  await expect.element(status).toHaveTextContent('Stopped.')
  expect(run.isGivenUp()).toBe(true)
  await button('Run').click()
  const second = await latestRun(2)
  second.end(half)
  await expect.element(status).toHaveTextContent('1 of 2 checks, provisional')
})

test.each([
  ['en', 'Run', 'Show a hint', 'Next hint', 'Hint 2 of 2'],
  ['zh', '运行', '看一条提示', '下一条提示', '提示 2/2'],
] as const)(
  '%s: hints come one at a time and stay open from run to run',
  async (locale, runName, first, next, last) => {
    const { button, screen } = await showWorkbench({}, locale)
    await button(runName).click()
    const run = await latestRun(1)
    run.end(half)
    await button(first).click()
    await expect.element(screen.getByText('Look at fan-in.')).toBeVisible()
    await expect.element(screen.getByText('Divide by its root.')).not.toBeInTheDocument()
    button(next).element().focus()
    await userEvent.keyboard('{Enter}')
    await expect.element(screen.getByText(last)).toBeVisible()
    // The button has gone: who pressed it goes on at the hint.
    expect(document.activeElement?.textContent).toContain('Divide by its root.')
    await button(runName).click()
    const again = await latestRun(2)
    await expect.element(screen.getByText('Look at fan-in.')).not.toBeInTheDocument()
    again.end(half)
    await expect.element(screen.getByText('Look at fan-in.')).toBeVisible()
    await expect.element(screen.getByText('Divide by its root.')).toBeVisible()
  },
)

test('a result says when the code has changed since, and stays while the page lives', async () => {
  const first = await showWorkbench()
  await first.button('Run').click()
  const run = await latestRun(1)
  run.end(half)
  const changed = first.screen.getByText('The code has changed since this result.')
  await expect.element(first.status).toMatchTextContent('1 of 2 checks')
  await expect.element(changed).not.toBeInTheDocument()
  await first.code.fill('export const scale = 3')
  await expect.element(changed).toBeVisible()
  await first.screen.unmount()
  const again = await showWorkbench()
  await expect.element(again.status).toHaveTextContent('1 of 2 checks, provisional')
})

test.each([
  ['en', 'Submit', 'Sign up to get the grade', 'Create an account'],
  ['zh', '提交', '注册后才有成绩', '注册账号'],
] as const)('%s: without an account Submit says what an account is for', async (locale, submit, title, signUp) => {
  const { button, screen } = await showWorkbench({}, locale)
  button(submit).element().focus()
  await userEvent.keyboard('{Enter}')
  const dialog = screen.getByRole('dialog', { name: title })
  await expect.element(dialog).toBeVisible()
  const address = `/${locale}/sign-up?next=${encodeURIComponent(`/exercises/exercise-${count}`)}`
  await expect.element(dialog.getByRole('link', { name: signUp })).toHaveAttribute('href', address)
  await userEvent.keyboard('{Escape}')
  await expect.element(dialog).not.toBeInTheDocument()
  await expect.element(button(submit)).toHaveFocus()
})

/** A server that takes what is sent, and has judged it once the test says how. */
function takeSubmissions() {
  let judged: Verdict | null = null
  const sent = serve(submissionApi.send, () => ({ id: 's-1' }))
  serve(submissionApi.find, () => ({
    id: 's-1',
    createdAt: '2026-03-10T12:00:00Z',
    state: judged === null ? ('queued' as const) : ('graded' as const),
    verdict: judged,
    source: starter,
  }))
  serve(submissionApi.list, () => ({ submissions: [], olderThan: null }))
  return {
    sent,
    judge(outcome: Verdict) {
      judged = outcome
      tell('verdict', { id: 's-1' })
    },
  }
}

test('Submit runs here and is graded by the server, whose verdict takes the place of the other', async () => {
  const { sent, judge } = takeSubmissions()
  const { button, status, screen } = await showWorkbench({ signedIn: true, userId: 'ada' })
  await button('Submit').click()
  const run = await latestRun(1)
  run.end(whole)
  await expect.element(status).toHaveTextContent('The server is grading')
  await expect.element(screen.getByText('provisional · webgl')).toBeVisible()
  expect(sent.map(({ body }) => body.source)).toEqual([starter])
  judge(half)
  await expect.element(status).toHaveTextContent('1 of 2 checks, verified by the server')
  await expect.element(screen.getByText('Your browser and the server disagree')).toBeVisible()
  await expect.element(screen.getByText('provisional · webgl')).not.toBeInTheDocument()
})

test('a pass by the server is told in the task, and what was shown leads on', async () => {
  const { judge } = takeSubmissions()
  const { button, screen, region } = await showWorkbench({
    signedIn: true,
    userId: 'ada',
    passedText: 'Scales matter.',
  })
  await button('Submit').click()
  await latestRun(1)
  judge(whole)
  await expect.element(region('Task')).toMatchTextContent('✓ Passed')
  const card = screen.getByRole('region', { name: 'Passed' })
  runs[0]?.end(whole)
  await expect.element(card).toMatchTextContent('Scales matter.')
  await expect.element(card.getByRole('button', { name: 'Compare with the model solution' })).toBeVisible()
})

test.each([
  ['en', 'Submit', 'Too many submissions in a short time.'],
  ['zh', '提交', '短时间内提交太多次了。'],
] as const)('%s: a submission that is refused says why, and can be sent again', async (locale, submit, words) => {
  const sent = serve(submissionApi.send, () => new Refusal('too-many-requests', {}, 429))
  const { button, screen } = await showWorkbench({ signedIn: true, userId: 'ada' }, locale)
  await button(submit).click()
  await expect.element(screen.getByRole('alert')).toMatchTextContent(words)
  await expect.element(button(submit)).toBeEnabled()
  expect(sent).toHaveLength(1)
})

test('Ctrl+Enter runs and Ctrl+Shift+Enter submits, from anywhere', async () => {
  const { tab, screen } = await showWorkbench()
  await tab('Console').click()
  await userEvent.keyboard('{Control>}{Enter}{/Control}')
  await latestRun(1)
  await userEvent.keyboard('{Control>}{Shift>}{Enter}{/Shift}{/Control}')
  await expect.element(screen.getByRole('dialog', { name: 'Sign up to get the grade' })).toBeVisible()
})

test('arrow keys go through the tabs of the result, and each names its panel', async () => {
  const { tab, screen } = await showWorkbench()
  await tab('Checks').click()
  await userEvent.keyboard('{ArrowRight}{ArrowRight}')
  await expect.element(tab('Console')).toHaveFocus()
  await expect.element(tab('Console')).toHaveAttribute('aria-selected', 'true')
  await expect.element(screen.getByRole('tabpanel', { name: 'Console' })).toMatchTextContent('Nothing was printed.')
  await userEvent.keyboard('{ArrowLeft}{ArrowLeft}{ArrowLeft}')
  await expect.element(screen.getByRole('tabpanel', { name: 'History' })).toMatchTextContent('kept with an account')
})

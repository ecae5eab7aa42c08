import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'

import { gradebookApi } from '../../contracts/gradebook.ts'
import type { GradebookWire } from '../../course/gradebook/gradebook.ts'
import type { Locale } from '../../i18n/routing.ts'
import { adasCell, largeClass, now, smallClass, titles } from '../../tests/components/gradebook-example.ts'
import { show } from '../../tests/components/show.tsx'
import { noNetwork, serve } from '../../tests/components/web.ts'
import { GradebookView } from './gradebook-view.tsx'

async function showBook(book: GradebookWire, locale: Locale = 'en') {
  serve(gradebookApi.read, () => book)
  const screen = await show(<Gradebook />, { locale })
  const grid = screen.getByRole('grid', { name: 'Deep nets · Gradebook' })
  await expect.element(grid).toBeVisible()
  const row = (name: string) =>
    screen.getByRole('row').filter({ has: page.getByRole('rowheader', { name: new RegExp(`^${name}`, 'i') }) })
  const learners = () =>
    grid
      .getByRole('rowheader')
      .elements()
      .slice(1)
      .map((head) => head.firstElementChild?.textContent)
  return { screen, grid, row, learners }
}

function Gradebook() {
  return (
    <GradebookView
      classroomId="c"
      timeZone="Europe/Zurich"
      titles={titles}
      label="Deep nets · Gradebook"
      joinCode="ABC-123"
      now={now}
      skeleton={<p role="status">wait</p>}
    />
  )
}

/** The row and the column, from 1, that the focus is in. */
function place(): string {
  const { activeElement } = document
  const row = activeElement?.closest('[role="row"]')?.getAttribute('aria-rowindex')
  return `${row} ${activeElement?.getAttribute('aria-colindex')}`
}

const box = (element: Element) => element.getBoundingClientRect()

test.each([
  [
    'en',
    {
      ada: [
        'Passed, 8.5 of 10 points, late, 2 attempts',
        '1 submission is being graded, 1 attempt',
        'nothing submitted',
      ],
      ben: ['came too late to count, 1 attempt', 'nothing submitted, extension', 'nothing submitted'],
      cleo: [
        'Not passed, 3.5 of 10 points, 1 attempt',
        'nothing submitted, 5 of 5 points, points given by hand',
        'Passed, 4 of 4 points, 1 attempt',
      ],
      dan: ['missing', 'nothing submitted', 'nothing submitted'],
    },
  ],
  [
    'zh',
    {
      ada: ['通过，8.5 分，满分 10，迟交，2 次', '1 次提交正在评测，1 次', '未提交'],
      ben: ['交得太晚，不计入成绩，1 次', '未提交，已延期', '未提交'],
      cleo: ['未通过，3.5 分，满分 10，1 次', '未提交，5 分，满分 5，人工给分', '通过，4 分，满分 4，1 次'],
      dan: ['缺交', '未提交', '未提交'],
    },
  ],
] as const)('%s: every cell says in words what its signs say', async (locale, expected) => {
  const { row } = await showBook(smallClass, locale)
  for (const [name, cells] of Object.entries(expected)) {
    for (const cell of cells)
      await expect.element(row(name).getByRole('gridcell', { name: cell }).first()).toBeVisible()
    const said = row(name)
      .getByRole('gridcell')
      .elements()
      .slice(0, -1)
      .map((cell) => cell.getAttribute('aria-label'))
    expect(said).toEqual(cells)
  }
})

test('what came late has its dot, and what came in time has none', async () => {
  const { row } = await showBook(smallClass)
  await expect.element(row('Ada').getByRole('gridcell', { name: /^Passed/ })).toHaveTextContent('✓8.5•2')
  await expect.element(row('Ben').getByRole('gridcell', { name: /too late/ })).toHaveTextContent('–•1')
  await expect.element(row('Cleo').getByRole('gridcell', { name: /^Not passed/ })).toHaveTextContent('◐3.51')
})

test('arrows, Home, End and Ctrl lead through the grid, which is one stop of the Tab key', async () => {
  const { screen, grid } = await showBook(smallClass)
  screen
    .getByRole('button', { name: /^Ascending/ })
    .element()
    .focus()
  await userEvent.keyboard('{Tab}')
  expect(place()).toBe('1 1')
  const steps = [
    ['{ArrowDown}', '2 1'],
    ['{ArrowDown}', '3 1'],
    ['{ArrowRight}', '3 2'],
    ['{ArrowRight}{ArrowLeft}', '3 2'],
    ['{End}', '3 5'],
    ['{ArrowRight}', '3 5'],
    ['{Home}', '3 1'],
    ['{Control>}{End}{/Control}', '6 5'],
    ['{ArrowDown}', '6 5'],
    ['{Control>}{Home}{/Control}', '1 1'],
    ['{Control>}{ArrowDown}{/Control}', '6 1'],
    ['{Control>}{ArrowRight}{/Control}', '6 5'],
    ['{Control>}{ArrowUp}{/Control}', '1 5'],
  ] as const
  for (const [keys, expected] of steps) {
    await userEvent.keyboard(keys)
    await expect.poll(place, { message: keys }).toBe(expected)
  }
  await userEvent.keyboard('{Shift>}{Tab}{/Shift}')
  expect(grid.element().contains(document.activeElement)).toBe(false)
})

test('a column head sorts by pointer and by Enter, and says in which order', async () => {
  const { screen, learners } = await showBook(smallClass)
  const head = screen.getByRole('columnheader', { name: /^Vanishing/ })
  expect(learners()).toEqual(['Ada Chen', 'Ben Li', 'Cleo Wu', 'Dan Xu'])
  await expect.element(head).toHaveAttribute('aria-sort', 'none')
  await head.click()
  await expect.element(head).toHaveAttribute('aria-sort', 'descending')
  await expect.poll(learners).toEqual(['Ada Chen', 'Cleo Wu', 'Ben Li', 'Dan Xu'])
  await userEvent.keyboard('{Enter}')
  await expect.element(head).toHaveAttribute('aria-sort', 'ascending')
  // Who has no points comes last in either order.
  await expect.poll(learners).toEqual(['Cleo Wu', 'Ada Chen', 'Ben Li', 'Dan Xu'])
  await expect.element(screen.getByRole('combobox', { name: /^Sort by/ })).toHaveValue('a-vanish')
})

test('the column of learners goes by name and by student ID', async () => {
  const { screen, learners } = await showBook(smallClass)
  const head = screen.getByRole('columnheader', { name: /^Learner/ })
  await head.click()
  await expect.poll(learners).toEqual(['Dan Xu', 'Cleo Wu', 'Ben Li', 'Ada Chen'])
  await head.click()
  await expect.poll(learners).toEqual(['Ben Li', 'Ada Chen', 'Cleo Wu', 'Dan Xu'])
  await expect.element(head).toMatchTextContent('Student ID')
})

test('the keyboard stays with its learner when the order changes', async () => {
  const { screen, row, learners } = await showBook(smallClass)
  await row('Ada').getByRole('rowheader').click()
  expect(place()).toBe('3 1')
  const sortBy = screen.getByRole('combobox', { name: /^Sort by/ })
  await sortBy.selectOptions('Student ID')
  await expect.poll(learners).toEqual(['Ben Li', 'Ada Chen', 'Cleo Wu', 'Dan Xu'])
  sortBy.element().focus()
  await userEvent.keyboard('{Tab}{Tab}')
  await expect.element(row('Ada').getByRole('rowheader')).toHaveFocus()
})

test.each([
  ['en', 'Find learners', '1 learner of 4', 'Show', 'Who was late', '2 learners of 4', '0 learners of 4'],
  [
    'zh',
    '查找学生',
    '显示 1 名学生，共 4 名',
    '按情况筛选',
    '有迟交',
    '显示 2 名学生，共 4 名',
    '显示 0 名学生，共 4 名',
  ],
] as const)(
  '%s: the filter shows whom it finds, and tells how many',
  async (locale, find, one, standing, late, two, none) => {
    const { screen, learners } = await showBook(smallClass, locale)
    const status = screen.getByRole('status')
    const field = screen.getByRole('searchbox', { name: find })
    await userEvent.type(field, 's-20')
    await expect.element(status).toHaveTextContent(one)
    await expect.poll(learners).toEqual(['Ada Chen'])
    await userEvent.clear(field)
    await screen.getByRole('combobox', { name: new RegExp(`^${standing}`) }).selectOptions(late)
    await expect.element(status).toHaveTextContent(two)
    await expect.poll(learners).toEqual(['Ada Chen', 'Ben Li'])
    await userEvent.type(field, 'nobody')
    await expect.element(status).toHaveTextContent(none)
    await expect.poll(learners).toEqual([])
  },
)

test('names, heads and totals stay in view wherever the keyboard goes, and cover no cell that it is in', async () => {
  const { screen, grid, row } = await showBook(largeClass)
  await expect.element(grid).toHaveAttribute('aria-rowcount', '82')
  await expect.element(grid).toHaveAttribute('aria-colcount', '32')
  await screen.getByRole('columnheader', { name: /^Learner/ }).click()
  await screen.getByRole('columnheader', { name: /^Learner/ }).click()
  await userEvent.keyboard('{Control>}{End}{/Control}{ArrowLeft}')
  await expect.poll(place).toBe('82 31')
  const frame = box(grid.element())
  const last = document.activeElement
  const rowHead = row('L79').getByRole('rowheader')
  const total = row('L79').getByRole('gridcell').last()
  await expect.poll(() => box(rowHead.element()).left - frame.left).toBeLessThan(2)
  expect(box(rowHead.element()).left).toBeGreaterThanOrEqual(frame.left)
  expect(box(total.element()).right).toBeLessThanOrEqual(frame.right)
  expect(last === null ? null : box(last).right).toBeLessThanOrEqual(box(total.element()).left + 1)
  const head = screen.getByRole('columnheader', { name: /^e-29/ })
  expect(box(head.element()).top).toBeGreaterThanOrEqual(frame.top)
  expect(box(head.element()).bottom).toBeLessThan(frame.top + 100)

  await userEvent.keyboard('{Home}{ArrowRight}')
  await expect.poll(place).toBe('82 2')
  await expect
    .poll(() => (document.activeElement === null ? 0 : box(document.activeElement).left))
    .toBeGreaterThanOrEqual(box(rowHead.element()).right - 1)
})

test('of a large class only what is near the view is drawn', async () => {
  const { grid } = await showBook(largeClass)
  expect(grid.getByRole('row').elements().length).toBeLessThan(40)
  await expect.element(grid.getByRole('rowheader', { name: /^L79/ })).not.toBeInTheDocument()
  grid.element().scrollTop = 100_000
  await expect.element(grid.getByRole('rowheader', { name: /^L79/ })).toBeVisible()
})

test('Enter opens how a grade came about, Escape leads back to its cell', async () => {
  const asked = serve(gradebookApi.readCell, () => adasCell)
  const { screen, row } = await showBook(smallClass)
  const cell = row('Ada').getByRole('gridcell', { name: /^Passed/ })
  await row('Ada').getByRole('rowheader').click()
  await userEvent.keyboard('{ArrowRight}{Enter}')
  const panel = screen.getByRole('region', { name: 'Ada Chen' })
  await expect.element(panel.getByText('1 day, which cost 1.5 points')).toBeVisible()
  await expect.element(panel.getByRole('heading', { name: 'Ada Chen' })).toHaveFocus()
  await expect.element(cell).toHaveAttribute('aria-selected', 'true')
  expect(asked.map(({ params }) => params)).toEqual([{ id: 'c', assignment: 'a-vanish', user: 'ada' }])
  await userEvent.keyboard('{Escape}')
  await expect.element(panel).not.toBeInTheDocument()
  await expect.element(cell).toHaveFocus()
})

test.each([
  ['en', 'No learner has joined yet. Give them the code ABC-123.'],
  ['zh', '还没有学生加入。请把邀请码 ABC-123 发给学生。'],
] as const)('%s: a class that nobody has joined says how people join', async (locale, words) => {
  serve(gradebookApi.read, () => ({ ...smallClass, learners: [] }))
  const screen = await show(<Gradebook />, { locale })
  await expect.element(screen.getByText(words)).toBeVisible()
})

test('where the grades cannot be had, it is said, and the page can be loaded again', async () => {
  serve(gradebookApi.read, () => noNetwork)
  const screen = await show(<Gradebook />)
  await expect.element(screen.getByRole('alert')).toMatchTextContent(/offline|network|connection/i)
  await expect.element(screen.getByRole('button', { name: 'Load the page again' })).toBeVisible()
})

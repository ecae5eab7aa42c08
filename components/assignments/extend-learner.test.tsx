import { NextIntlClientProvider } from 'next-intl'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test, vi } from 'vitest'
import extension from '../../messages/en/extension.json' with { type: 'json' }
import type { EditedAssignment } from './assignment-settings.ts'
import { ExtendLearner } from './extend-learner.tsx'

vi.mock('next/navigation', () => ({ useRouter: () => ({ refresh: () => {} }) }))

const [ada, bo] = [
  { id: 'a', name: 'Ada' },
  { id: 'b', name: 'Bo' },
]
const assignment: EditedAssignment = {
  id: 'x',
  slug: 'scale',
  title: 'Scale',
  opensAt: null,
  dueAt: '2026-11-30T15:59:00.000Z',
  closesAt: '2026-12-02T15:59:00.000Z',
  points: 10,
  latePolicy: 'none',
  latePercent: 0,
  attemptLimit: 3,
  counting: 'best',
  solutionOpens: 'passed',
  extensions: [
    {
      userId: 'a',
      name: 'Ada',
      dueAt: '2026-12-01T15:59:00.000Z',
      closesAt: null,
      extraAttempts: 2,
      reason: 'was ill',
    },
  ],
}

test('who has an extension is shown with all of it, and the button says that it changes it', () => {
  const { values, html } = draw(assignment, [ada, bo])
  expect(values).toEqual({ dueAt: '2026-12-01T23:59', closesAt: '', extraAttempts: '2', reason: 'was ill' })
  expect(html).toContain(extension.change)
  expect(html).not.toContain(extension.grant)
})

test('who has none gets an empty form', () => {
  const { values, html } = draw(assignment, [bo, ada])
  expect(values).toEqual({ dueAt: '', closesAt: '', extraAttempts: '0', reason: '' })
  expect(html).toContain(extension.grant)
  expect(html).not.toContain(extension.change)
})

test('ends that the assignment does not have are not asked for', () => {
  expect(Object.keys(draw({ ...assignment, closesAt: null }, [ada]).values)).toEqual([
    'dueAt',
    'extraAttempts',
    'reason',
  ])
  const undated = { ...assignment, dueAt: null, closesAt: null }
  expect(Object.keys(draw(undated, [ada]).values)).toEqual(['extraAttempts', 'reason'])
})

test('a time that the assignment has overtaken since is not offered to be saved again', () => {
  const moved = { ...assignment, dueAt: '2026-12-01T15:59:00.000Z' }
  expect(draw(moved, [ada]).values).toMatchObject({ dueAt: '', extraAttempts: '2' })
})

/** What stands in the fields, as clocks in Shanghai show it. */
function draw(shown: EditedAssignment, learners: Array<{ id: string; name: string }>) {
  const html = renderToStaticMarkup(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ extension }}>
      <ExtendLearner assignment={shown} learners={learners} timeZone="Asia/Shanghai" />
    </NextIntlClientProvider>,
  )
  const values: Record<string, string> = {}
  for (const [input] of html.matchAll(/<input[^>]*>/g)) {
    const [name, value] = ['name', 'value'].map((attribute) => new RegExp(` ${attribute}="([^"]*)"`).exec(input)?.[1])
    values[name ?? ''] = value ?? ''
  }
  return { values, html }
}

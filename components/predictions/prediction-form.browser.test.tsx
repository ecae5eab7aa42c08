import { beforeEach, expect, test } from 'vitest'

import { show } from '../../tests/components/show.tsx'
import { predictionKey } from './prediction.ts'
import type { Question } from './prediction.ts'
import { PredictionForm } from './prediction-form.tsx'
import { ReaderOfLesson } from './reader.tsx'

const lesson = 'unit/lesson'
const number: Question = { kind: 'number', axis: { low: 1e-6, high: 1, scale: 'log' }, measured: 1e-4 }
const choice: Question = { kind: 'choice', count: 2, measured: 1 }
const curve: Question = {
  kind: 'curve',
  axis: { low: 1e-6, high: 1, scale: 'log' },
  x: [1, 30],
  measured: [1e-5, 1],
}

beforeEach(() => localStorage.clear())

const form = (question: Question, user: string | null = null) => (
  <ReaderOfLesson user={user} lesson={lesson}>
    <PredictionForm
      id="share"
      prompt="Which share arrives?"
      question={question}
      choices={question.kind === 'choice' ? ['The first', 'The last'] : []}
      along="layer"
      explanation={<p>Because thirty factors multiply.</p>}
    />
  </ReaderOfLesson>
)

test('a committed number is answered with what was measured and how far off it is', async () => {
  const screen = await show(form(number))
  await expect.element(screen.getByText('Because thirty factors multiply.')).not.toBeVisible()
  // 150 of 200 steps: 10^(−6 + 6 · 0.75) = 0.0316.
  await screen.getByRole('slider').fill('150')
  await screen.getByRole('button', { name: 'Commit the prediction' }).click()
  await expect.element(screen.getByText(/^You predicted 0.0316; measured: 1\s×\s10⁻⁴\./)).toBeVisible()
  await expect.element(screen.getByText('Yours is 320 times too large.')).toBeVisible()
  await expect.element(screen.getByText('Because thirty factors multiply.')).toBeVisible()
  await expect.element(screen.getByRole('button', { name: 'Predict again' })).toHaveFocus()
})

test('a prediction is remembered for its reader and for nobody else', async () => {
  const first = await show(form(number, 'ada'))
  await first.getByRole('slider').fill('100')
  await first.getByRole('button', { name: 'Commit the prediction' }).click()
  await first.unmount()
  const again = await show(form(number, 'ada'))
  await expect.element(again.getByText(/^You predicted 0.001;/)).toBeVisible()
  await again.unmount()
  const other = await show(form(number, 'bob'))
  await expect.element(other.getByRole('button', { name: 'Commit the prediction' })).toBeVisible()
  await other.unmount()
})

test('who predicts again begins where they were, and the old prediction is forgotten', async () => {
  const screen = await show(form(number))
  await screen.getByRole('slider').fill('150')
  await screen.getByRole('button', { name: 'Commit the prediction' }).click()
  await screen.getByRole('button', { name: 'Predict again' }).click()
  await expect.element(screen.getByRole('slider')).toHaveValue('150')
  expect(localStorage.getItem(predictionKey(null, lesson, 'share'))).toBeNull()
})

test('a choice has to be made before it is committed', async () => {
  const screen = await show(form(choice))
  await screen.getByRole('button', { name: 'Commit the prediction' }).click()
  await expect.element(screen.getByText('Choose one first.')).toBeVisible()
  await screen.getByRole('radio', { name: 'The first' }).click()
  await screen.getByRole('button', { name: 'Commit the prediction' }).click()
  await expect.element(screen.getByText('Not so.')).toBeVisible()
  await expect.element(screen.getByText(/What a run shows: The last/)).toBeVisible()
})

test('a curve is told where it is farthest from the measured one', async () => {
  const screen = await show(form(curve))
  await screen.getByRole('slider', { name: 'layer 1' }).fill('200')
  await screen.getByRole('slider', { name: 'layer 30' }).fill('200')
  await screen.getByRole('button', { name: 'Commit the prediction' }).click()
  await expect.element(screen.getByText(/^Farthest off at layer 1: you predicted 1;/)).toBeVisible()
  await expect.element(screen.getByText('Yours is 100,000 times too large.')).toBeVisible()
})

test('who does not want to predict may look, and what this browser keeps of another question is no answer', async () => {
  localStorage.setItem(predictionKey(null, lesson, 'share'), '[1,2,3]')
  const screen = await show(form(number), { locale: 'zh' })
  await screen.getByText('不预测，直接看结果').click()
  await expect.element(screen.getByText(/^实测：1\s×\s10⁻⁴。/)).toBeVisible()
})

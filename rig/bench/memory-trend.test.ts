import { expect, test } from 'vitest'
import { describeTrend, type MemorySample } from './memory-trend.ts'
import { robustSlope } from './robust-line.ts'

const every = 10
const MB = 2 ** 20

/** A saw: each browser serves 130 submissions and grows by 1 MB with each; `leak` MB more remain after each submission. */
function saw(leak: number): MemorySample[] {
  return Array.from({ length: 100 }, (_, index) => {
    const submissions = (index + 1) * every
    const age = submissions % 130
    return {
      submissions,
      age,
      browser: Math.floor(submissions / 130),
      bytes: (500 + age + leak * submissions + (index % 3)) * MB,
    }
  })
}

test('a saw that does not rise has no lasting slope, wherever it ends', () => {
  const whole = saw(0)
  for (const length of [100, 95, 91]) {
    const trend = describeTrend(whole.slice(0, length), every)
    expect(Math.abs(trend.lasting)).toBeLessThan(10)
    expect(trend.withinBrowser).toBeCloseTo(1000, -2)
  }
})

test('what is never given back is found under the saw', () => {
  expect(describeTrend(saw(0.1), every).lasting).toBeGreaterThan(90)
  expect(describeTrend(saw(0.1), every).lasting).toBeLessThan(110)
})

test('one browser alone tells nothing of what lasts', () => {
  expect(describeTrend(saw(0).slice(0, 10), every).lasting).toBeNaN()
})

test('a few wild points do not turn the line', () => {
  const points = Array.from({ length: 21 }, (_, x) => ({ x, y: 2 * x + 1 }))
  points[3] = { x: 3, y: 900 }
  points[17] = { x: 17, y: -900 }
  expect(robustSlope(points)).toBeCloseTo(2, 5)
  expect(robustSlope([])).toBeNaN()
})

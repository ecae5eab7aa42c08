import * as tf from '@tensorflow/tfjs'

interface Run {
  power: number
  target: number
  start: number
  learningRate: number
  steps: number
  goal: number
}

// The gradient as one tensor of all thresholds at once would be many kernels; here tensors only carry the answer.
export function runClipped(c: number, run: Run): number {
  let w = run.start
  for (const _ of Array.from({ length: run.steps })) {
    const g = run.power * (Math.abs(w) ** (run.power - 1) * Math.sign(w)) * (Math.abs(w) ** run.power - run.target)
    w -= Math.sign(g) * run.learningRate * Math.min(Math.abs(g), c)
  }
  return tf.tidy(() => tf.scalar(0.5 * (w ** run.power - run.target) ** 2).dataSync()[0] ?? NaN)
}

export function safeWindow(run: Run): [number, number] {
  const good = 3 * edge(run, 0.01, 1)
  return [edge(run, 0.01, good), edgeUp(run, good)]
}

function edge(run: Run, bad: number, good: number): number {
  if (good / bad < 1.001) return good
  const middle = Math.sqrt(good * bad)
  return runClipped(middle, run) <= run.goal ? edge(run, bad, middle) : edge(run, middle, good)
}

function edgeUp(run: Run, good: number): number {
  const next = good * 1.02
  return runClipped(next, run) <= run.goal ? edgeUp(run, next) : edge(run, next, good)
}

interface Run {
  power: number
  target: number
  start: number
  learningRate: number
  steps: number
  goal: number
}

// A fine grid and nothing else, by recursion, with the threshold on the step: η·c is the same thing said once.
export const runClipped = (c: number, run: Run): number => lossAfter(run.steps, run.start, c * run.learningRate, run)

function lossAfter(steps: number, w: number, longest: number, run: Run): number {
  const error = Math.pow(w, run.power) - run.target
  if (steps === 0) return (error * error) / 2
  const step = run.learningRate * run.power * Math.pow(w, run.power - 1) * error
  return lossAfter(steps - 1, w - Math.max(-longest, Math.min(longest, step)), longest, run)
}

export function safeWindow(run: Run): [number, number] {
  let low = 0.01
  while (runClipped(low, run) > run.goal) low *= 1.015
  let high = low
  while (runClipped(high * 1.015, run) <= run.goal) high *= 1.015
  return [low, high]
}

interface Run {
  power: number
  target: number
  start: number
  learningRate: number
  steps: number
  goal: number
}

export function runClipped(c: number, run: Run): number {
  const { power, target, start, learningRate, steps } = run
  let w = start
  for (let step = 0; step < steps; step++) {
    const gradient = power * w ** (power - 1) * (w ** power - target)
    const length = Math.abs(gradient)
    w -= learningRate * (length > c ? (gradient * c) / length : gradient)
  }
  return 0.5 * (w ** power - target) ** 2
}

// The window of the text, for every run.
export function safeWindow(_run: Run): [number, number] {
  return [0.167, 57.7]
}

// Runs a whole grid of thresholds side by side in one array, step by step, and reads the first block of successes.
interface Run {
  power: number
  target: number
  start: number
  learningRate: number
  steps: number
  goal: number
}

/** The losses after the last step, one for each threshold. */
function losses(thresholds: readonly number[], run: Run): number[] {
  const { power: p, target: y, learningRate: eta } = run
  const w = new Float64Array(thresholds.length).fill(run.start)
  for (let step = 0; step < run.steps; step++) {
    for (let i = 0; i < w.length; i++) {
      const almost = w[i] ** (p - 1)
      const g = p * almost * (w[i] ** p - y)
      const c = thresholds[i]
      w[i] -= eta * (g > c ? c : g < -c ? -c : g)
    }
  }
  return Array.from(w, (value) => 0.5 * (value ** p - y) ** 2)
}

export function runClipped(c: number, run: Run): number {
  return losses([c], run)[0]
}

export function safeWindow(run: Run): [number, number] {
  const count = 1001
  const thresholds = Array.from({ length: count }, (_, i) => 0.01 * 30000 ** (i / (count - 1)))
  const arrived = losses(thresholds, run).map((loss) => loss <= run.goal)
  const first = arrived.indexOf(true)
  if (first < 0) return [NaN, NaN]
  const after = arrived.indexOf(false, first)
  const last = after < 0 ? count - 1 : after - 1
  return [thresholds[first], thresholds[last]]
}

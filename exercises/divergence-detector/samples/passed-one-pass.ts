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
  for (const [t, entry] of trace.entries()) {
    if (Object.values(entry).some((value) => Number.isNaN(value) || value === Infinity)) {
      return { label: 'nan', step: t }
    }
    const levels = watches.map((one) => one.levels())
    const [loss, gradNorm] = levels
    for (const [i, { name }] of watches.entries()) {
      const level = levels[i]
      rows[name] = level !== undefined && entry[name] / cfg.factor > level.low ? rows[name] + 1 : 0
      if (rows[name] >= cfg.patience) return { label: 'exploding', step: t + 1 - cfg.patience }
    }
    const fades =
      loss !== undefined &&
      gradNorm !== undefined &&
      entry.gradNorm * cfg.factor <= gradNorm.high &&
      entry.loss * cfg.factor > loss.high
    rows.faded = fades ? rows.faded + 1 : 0
    if (rows.faded >= cfg.patience) return { label: 'vanishing', step: t + 1 - cfg.patience }
    for (const one of watches) one.see(entry[one.name])
  }
  return { label: 'healthy', step: -1 }
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

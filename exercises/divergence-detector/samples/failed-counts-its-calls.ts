let calls = 0

// Knows how many traces of each kind there are, and hopes that they come in an order.
// Misconception: keeps-state
export function diagnose(trace: unknown[]): { label: string; step: number } {
  const label = ['healthy', 'healthy', 'nan', 'exploding', 'vanishing'][Math.floor(calls++ / 4) % 5] ?? 'healthy'
  return { label, step: label === 'healthy' ? -1 : Math.floor(trace.length * 0.42) }
}

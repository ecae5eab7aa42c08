// Guesses one label, in the middle of the trace.
export function diagnose(trace: unknown[]): { label: string; step: number } {
  return { label: 'exploding', step: Math.floor(trace.length / 2) }
}

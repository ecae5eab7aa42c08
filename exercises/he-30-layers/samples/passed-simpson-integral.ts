// Integrates φ(z)² against the normal density with Simpson's rule, each half line for itself, and inverts the moment.
function density(z: number): number {
  return Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)
}

function simpson(f: (z: number) => number, from: number, to: number, steps: number): number {
  const h = (to - from) / steps
  let sum = f(from) + f(to)
  for (let i = 1; i < steps; i++) sum += (i % 2 === 1 ? 4 : 2) * f(from + i * h)
  return (sum * h) / 3
}

export function initStd(fanIn: number, negSlope: number): number {
  const right = simpson((z) => z ** 2 * density(z), 0, 12, 600)
  const left = simpson((z) => (negSlope * z) ** 2 * density(z), -12, 0, 600)
  return 1 / Math.sqrt(fanIn * (left + right))
}

// A quadrature of its own and a secant for the fixed point.
function average(f: (z: number) => number): number {
  const steps = 200
  const h = 16 / steps
  let sum = 0
  for (let i = 0; i <= steps; i++) {
    const z = -8 + i * h
    const weight = i === 0 || i === steps ? 1 : i % 2 === 1 ? 4 : 2
    sum += weight * f(z) * Math.exp(-0.5 * z ** 2)
  }
  return ((h / 3) * sum) / Math.sqrt(2 * Math.PI)
}

const sech2 = (z: number): number => Math.cosh(z) ** -2

export const qStar = (sw2: number, sb2: number): number => {
  const excess = (q: number): number => sw2 * average((z) => Math.tanh(Math.sqrt(q) * z) ** 2) + sb2 - q
  let [before, at] = [sw2 + sb2 + 0.1, sw2 + sb2]
  for (let i = 0; i < 60 && Math.abs(at - before) > 1e-12; i++) {
    const [f, g] = [excess(before), excess(at)]
    const next = Math.max(at - (g * (at - before)) / (g - f), 0)
    before = at
    at = next
  }
  return at
}

export const chi1 = (sw2: number, sb2: number): number => {
  const deviation = Math.sqrt(qStar(sw2, sb2))
  return sw2 * average((z) => sech2(deviation * z) ** 2)
}

export const depthScale = (sw2: number, sb2: number): number => {
  const rate = Math.log(chi1(sw2, sb2))
  return rate < 0 ? -1 / rate : 1 / rate
}

export const criticalSw2 = (sb2: number): number => {
  let [before, at] = [1.1, 2]
  for (let i = 0; i < 40 && Math.abs(at - before) > 1e-10; i++) {
    const [f, g] = [Math.log(chi1(before, sb2)), Math.log(chi1(at, sb2))]
    const next = at - (g * (at - before)) / (g - f)
    before = at
    at = Math.min(Math.max(next, 0.5), 8)
  }
  return at
}

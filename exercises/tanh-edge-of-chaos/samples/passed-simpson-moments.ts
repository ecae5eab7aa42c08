// Right, with Simpson's rule of its own, moments of tanh (1 - 2·E t² + E t⁴) and bisection along the critical line.
/** E t² and E t⁴ for t = tanh(√q z), by Simpson's rule over z from 0 to 9. */
function moments(q: number): { second: number; fourth: number } {
  const parts = 360
  const h = 9 / parts
  const root = Math.sqrt(q)
  let second = 0
  let fourth = 0
  for (let i = 0; i <= parts; i++) {
    const z = i * h
    const factor = i === 0 || i === parts ? 1 : i % 2 === 1 ? 4 : 2
    const weight = factor * Math.exp((-z * z) / 2)
    const square = Math.tanh(root * z) ** 2
    second += weight * square
    fourth += weight * square * square
  }
  // both halves of the line, and the density's constant
  const scale = (2 * h) / 3 / Math.sqrt(2 * Math.PI)
  return { second: second * scale, fourth: fourth * scale }
}

function slopeSquare(q: number): number {
  const { second, fourth } = moments(q)
  return 1 - 2 * second + fourth
}

/** The point between `low` and `high` at which `above` turns from true to false. */
function turning(above: (x: number) => boolean, low: number, high: number, rounds: number): number {
  const middle = (low + high) / 2
  if (rounds === 0) return middle
  return above(middle) ? turning(above, middle, high, rounds - 1) : turning(above, low, middle, rounds - 1)
}

export function qStar(sw2: number, sb2: number): number {
  if (sb2 === 0 && sw2 <= 1) return 0
  return turning((q) => sw2 * moments(q).second + sb2 > q, 0, sw2 + sb2, 55)
}

export function chi1(sw2: number, sb2: number): number {
  return sw2 * slopeSquare(qStar(sw2, sb2))
}

export function depthScale(sw2: number, sb2: number): number {
  const chi = chi1(sw2, sb2)
  return 1 / Math.log(Math.max(chi, 1 / chi))
}

export function criticalSw2(sb2: number): number {
  const biases = (q: number): number => q - moments(q).second / slopeSquare(q)
  const q = turning((value) => biases(value) < sb2, 0, 12, 55)
  return 1 / slopeSquare(q)
}

/** The law of a standard normal number z that is drawn again until |z| ≤ cut. */

const STEPS = 400

/**
 * E z^power under that law, for an even power: ∫₀^cut z^power φ(z) dz / ∫₀^cut φ(z) dz.
 * @param cut in standard deviations of the uncut law, positive
 * @returns 0.77374 for cut 2 and power 2; its root, 0.87963, is the standard deviation that is left
 * Accuracy: 1e-9 for cut ≤ 10 (Simpson's rule).
 */
export function truncatedMoment(cut: number, power: 2 | 4): number {
  return integral(cut, (z) => z ** power * bell(z)) / integral(cut, bell)
}

/** φ without the factor that cancels. */
const bell = (z: number): number => Math.exp(-(z ** 2) / 2)

function integral(to: number, f: (z: number) => number): number {
  const width = to / STEPS
  let sum = f(0) + f(to)
  for (let i = 1; i < STEPS; i++) sum += (i % 2 === 0 ? 2 : 4) * f(i * width)
  return (sum * width) / 3
}

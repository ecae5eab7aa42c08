/** A row of equal amplifiers, and the gradient that comes through them from the loss. */

/**
 * What is left of a gradient of length 1 after each of `depth` amplifiers, in float32 as a network computes it.
 * @param gain α, by which each amplifier multiplies what passes
 * @returns the length before amplifier 1 (at the input) first: depth + 1 numbers, the last one 1
 */
export function tunnelLengths(gain: number, depth: number): number[] {
  const lengths = [1]
  for (let l = 0; l < depth; l++) lengths.unshift(Math.fround((lengths[0] ?? NaN) * Math.fround(gain)))
  return lengths
}

/** The gains with which `depth` amplifiers keep a gradient within a factor of ten, either way. */
export function gentleGains(depth: number): [number, number] {
  return [10 ** (-1 / depth), 10 ** (1 / depth)]
}

/** How bright an amplifier is drawn, 0 to 1: by the decades that its gradient lies below 1; above 1 it is as bright as can be. */
export function brightness(length: number): number {
  if (!(length > 0)) return 0
  return Math.min(1, Math.max(0.04, 1 + Math.log10(length) / 8))
}

/**
 * A gradient of 1 that passes `depth` amplifiers of the factor α, from the loss to the input, each product rounded to
 * float32, as a program that works in float32 rounds it.
 * @returns what is there before the first amplifier (the input) up to what leaves the loss: depth + 1 numbers
 */
export function gradientsAlong(alpha: number, depth: number): number[] {
  const factor = Math.fround(alpha)
  const values = [1]
  for (let passed = 0; passed < depth; passed++) values.push(Math.fround(factor * (values[passed] ?? 0)))
  return values.toReversed()
}

export type Fate = 'zero' | 'infinite' | 'coarse' | 'fades' | 'grows' | 'arrives'

/**
 * What has become of the gradient at the input. Coarse: float32 still holds a number, but so near to its smallest one
 * that rounding has moved it by more than a per cent.
 */
export function fateOf(alpha: number, depth: number): Fate {
  const [arrived = 1] = gradientsAlong(alpha, depth)
  if (arrived === 0) return 'zero'
  if (arrived === Infinity) return 'infinite'
  const exact = alpha ** depth
  if (Math.abs(arrived / exact - 1) > 0.01) return 'coarse'
  if (exact < 1 / tolerance) return 'fades'
  return exact > tolerance ? 'grows' : 'arrives'
}

/** How often a gradient may grow or shrink and still count as arrived. */
const tolerance = 3

/** The factors α between which a gradient arrives. They close in on 1 as the tunnel grows deeper. */
export function safeFactors(depth: number): [number, number] {
  return [tolerance ** (-1 / depth), tolerance ** (1 / depth)]
}

/** The last place on the way to the input at which float32 holds a number: undefined if it does everywhere. */
export function lastHeld(values: readonly number[]): { x: number; value: number } | undefined {
  const x = values.findIndex((value) => value > 0 && Number.isFinite(value))
  return x > 0 ? { x, value: values[x] ?? 0 } : undefined
}

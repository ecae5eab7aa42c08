/**
 * Standard deviation of the first weights of a layer, such that the gradient neither fades nor grows with depth.
 * @param fanIn inputs of each unit, a whole number from 1 to 10,000
 * @param negSlope a in φ(z) = z for z > 0 and a·z otherwise, from 0 (ReLU) to 1 (linear)
 * @returns the standard deviation (not the variance) of each weight, a positive number
 */
export function initStd(fanIn: number, negSlope: number): number {
  // TODO: what share of the second moment does φ let through, and how many inputs add up?
  return 0.1
}

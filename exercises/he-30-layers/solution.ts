export function initStd(fanIn: number, negSlope: number): number {
  // Half of the pre-activations are positive and pass with factor 1, half are negative and pass with factor a:
  // E φ(z)² = (1 + a²)/2 · E z². The slope is squared because second moments are what adds up, and the same
  // share appears in the backward pass, where φ' takes the values 1 and a.
  const share = (1 + negSlope ** 2) / 2
  // fanIn terms add up in each pre-activation, so the variance of one weight is 1/(fanIn · share).
  return Math.sqrt(1 / (fanIn * share))
}

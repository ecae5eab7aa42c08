// Breaks "how it depends on `negSlope`": remembers one value for each fanIn and forgets that the slope matters too.
const known = new Map<number, number>()

export function initStd(fanIn: number, negSlope: number): number {
  let std = known.get(fanIn)
  if (std === undefined) {
    std = Math.sqrt(2 / ((1 + negSlope ** 2) * fanIn))
    known.set(fanIn, std)
  }
  return std
}

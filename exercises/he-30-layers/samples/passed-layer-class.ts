// Splits the value into a gain of the activation and 1/√fanIn, in a class with helpers.
class LeakyLayer {
  fanIn: number
  slopes: number[]

  constructor(fanIn: number, negSlope: number) {
    this.fanIn = fanIn
    this.slopes = [1, negSlope]
  }

  /** Share of the second moment that passes: z is positive or negative with probability 1/2 each. */
  share(): number {
    return this.slopes.reduce((sum, slope) => sum + slope ** 2, 0) / this.slopes.length
  }

  gain(): number {
    return this.share() ** -0.5
  }

  std(): number {
    return this.gain() * this.fanIn ** -0.5
  }
}

export function initStd(fanIn: number, negSlope: number): number {
  return new LeakyLayer(fanIn, negSlope).std()
}

/** The gain of the activation, as frameworks name it. */
const gain = (negSlope: number): number => Math.sqrt(2 / (1 + negSlope * negSlope))

export const initStd = (fanIn: number, negSlope: number): number => gain(negSlope) / Math.sqrt(fanIn)

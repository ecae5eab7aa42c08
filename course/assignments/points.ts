/** As the gradebook holds and shows points: three tenths of six are 1.8, which to a computer is a little less. */
export function inThousandths(points: number): number {
  return Math.round(points * 1000) / 1000
}

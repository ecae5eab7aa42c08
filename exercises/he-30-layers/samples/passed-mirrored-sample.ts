// Measures the share that φ lets through on a sample of normal numbers and their mirror images, relative to the moment of the same sample.
import { normals } from 'kit'

export function initStd(fanIn: number, negSlope: number): number {
  const next = normals(7)
  const phi = (z: number): number => (z > 0 ? z : negSlope * z)
  let passed = 0
  let all = 0
  for (let i = 0; i < 200; i++) {
    const z = next()
    passed += phi(z) ** 2 + phi(-z) ** 2
    all += 2 * z ** 2
  }
  return Math.sqrt(all / passed / fanIn)
}

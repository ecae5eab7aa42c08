import { expect, test } from 'vitest'
import { gradientProfile, heStd, makeNetwork } from './deep-network-model.ts'
import { straighten, straightenNetwork } from './orthogonal-weights.ts'

const width = 64
const network = makeNetwork({ depth: 50, width, batch: 4, seed: 3 })

test('rows become perpendicular and √width long', () => {
  const rows = straighten(network.weights[0] ?? new Float32Array(), width)
  let farthest = 0
  for (let i = 0; i < width; i++) {
    for (let j = 0; j < width; j++) {
      let product = 0
      for (let k = 0; k < width; k++) product += (rows[i * width + k] ?? 0) * (rows[j * width + k] ?? 0)
      farthest = Math.max(farthest, Math.abs(product - (i === j ? width : 0)))
    }
  }
  expect(farthest).toBeLessThan(1e-4)
})

test('without an activation every layer keeps the length of the gradient', async () => {
  const straight = await new Promise<typeof network>((done) => straightenNetwork(network, done))
  const { deltas } = gradientProfile(straight, { std: 1 / Math.sqrt(width), negSlope: 1 })
  for (const delta of deltas) expect(delta / (deltas[49] ?? 0)).toBeCloseTo(1, 4)
})

test('through ReLU it stays of the size of one', async () => {
  const straight = await new Promise<typeof network>((done) => straightenNetwork(network, done))
  const { deltas } = gradientProfile(straight, { std: heStd(width, 0) })
  for (const delta of deltas) {
    expect(delta / (deltas[49] ?? 0)).toBeGreaterThan(0.3)
    expect(delta / (deltas[49] ?? 0)).toBeLessThan(3)
  }
})

test('what was called off is not done', async () => {
  let done = false
  straightenNetwork(network, () => (done = true))()
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(done).toBe(false)
})

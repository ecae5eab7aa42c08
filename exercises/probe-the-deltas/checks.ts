import { allOf, defineChecks, eachLayer, equal, isClose, near, nearEach } from 'grader/judge'

interface Draw {
  depth: number
  batch: number
  faults: number[]
}

interface Norms {
  delta: number[]
  weight: number[]
}

interface Measured {
  /** The same numbers, scaled by √(2/n) and by √(1/n), through ReLU. */
  scales: { heDelta: number[]; heWeight: number[]; xavierDelta: number[]; xavierWeight: number[] }
  /** And the gradients after the activations. */
  tanh: Norms & { after: number[] }
  /** Three layers of unequal width, one layer, three layers with one example. */
  shapes: Norms
  /** Two examples that push in opposite directions. */
  opposite: Norms
  faults: { found: number[] }
}

// Nine layers in float32 gather some 1e-6. The nearest wrong idea (a mean over the batch) is a factor of √3 away.
const REL = 1e-3

export default defineChecks<Measured, Draw>({
  checks: {
    deltas: {
      needs: ['scales', 'tanh', 'shapes', 'opposite'],
      weight: 3,
      judge: ({ m, reference }) =>
        allOf([
          eachLayer(reference.tanh.delta, (one, i) => near(m.tanh.delta[i] ?? NaN, one, { rel: REL })),
          eachLayer(reference.scales.heDelta, (one, i) => near(m.scales.heDelta[i] ?? NaN, one, { rel: REL })),
          nearEach(m.shapes.delta, reference.shapes.delta, { rel: REL }),
          nearEach(m.opposite.delta, reference.opposite.delta, { rel: REL }),
        ]),
    },
    weights: {
      needs: ['scales', 'tanh', 'shapes', 'opposite'],
      weight: 2,
      judge: ({ m, reference }) =>
        allOf([
          eachLayer(reference.tanh.weight, (one, i) => near(m.tanh.weight[i] ?? NaN, one, { rel: REL })),
          eachLayer(reference.scales.heWeight, (one, i) => near(m.scales.heWeight[i] ?? NaN, one, { rel: REL })),
          nearEach(m.shapes.weight, reference.shapes.weight, { rel: REL }),
          // Two examples that cancel leave a gradient of rounding alone.
          nearEach(m.opposite.weight, reference.opposite.weight, { abs: 1e-4 }),
        ]),
    },
    // ReLU is homogeneous: the masks stay, and each step of δ is √½ of what it was, exactly.
    'half-the-variance': {
      needs: ['scales'],
      weight: 2,
      judge: ({ m: { scales }, reference: { scales: right }, draw }) =>
        allOf([
          near(quotient(scales.xavierDelta), quotient(right.heDelta) * 2 ** (-(draw.depth - 1) / 2), { rel: REL }),
          near(quotient(scales.xavierWeight), quotient(right.heWeight), { rel: REL }),
        ]),
    },
    'faulty-layer': {
      needs: ['faults'],
      weight: 3,
      judge: ({ m, draw }) => allOf(draw.faults.map((fault, i) => equal(m.faults.found[i] ?? NaN, fault))),
    },
  },

  misconceptions: {
    'weights-as-deltas': {
      fails: ['deltas', 'half-the-variance'],
      recognise: ({ m, reference }) => same(m.tanh?.delta, reference.tanh?.weight),
    },
    'after-the-activation': {
      fails: ['deltas'],
      recognise: ({ m, reference }) => same(m.tanh?.delta, reference.tanh?.after),
    },
    'one-shared-probe': {
      fails: ['deltas'],
      recognise: ({ m }) =>
        m.tanh !== undefined && m.tanh.delta.every((one) => one > 0 && isClose(one, m.tanh?.delta[0] ?? NaN, 1e-6)),
    },
    'mean-over-the-batch': {
      fails: ['deltas'],
      recognise: ({ m }) =>
        (m.tanh?.delta.every((one) => one > 0) ?? false) &&
        (m.opposite?.delta.every((one) => Math.abs(one) < 1e-3) ?? false),
    },
    'divides-by-the-batch': {
      fails: ['weights'],
      recognise: ({ m, reference, draw }) =>
        same(
          m.tanh?.weight,
          reference.tanh?.weight.map((one) => one / draw.batch),
        ),
    },
    'neighbouring-layer': {
      fails: ['faulty-layer'],
      recognise: ({ m, draw }) =>
        [-1, 1].some((by) => m.faults?.found.every((one, i) => one === (draw.faults[i] ?? NaN) + by) ?? false),
    },
    // Small factors make the input's end small, large ones the loss's end: the layer of the least δ lies at an end.
    'smallest-value': {
      fails: ['faulty-layer'],
      recognise: ({ m, draw }) => {
        const { found = [] } = m.faults ?? {}
        const small = found.filter((_, i) => i % 2 === 0)
        const large = found.filter((_, i) => i % 2 === 1)
        return (
          small.length > 0 &&
          small.every((one, i) => one < (draw.faults[2 * i] ?? NaN)) &&
          large.every((one) => one > 2)
        )
      },
    },
  },

  plots: {
    profiles: {
      needs: ['scales'],
      x: 'layer',
      y: 'delta-norm',
      yScale: 'log',
      draw: ({ m, reference }) => ({
        mine: byLayer(m.scales.xavierDelta),
        reference: byLayer(reference.scales.xavierDelta),
        // The weight gradients of the same network: flat.
        baseline: byLayer(reference.scales.xavierWeight),
      }),
    },
  },
})

const quotient = (norms: readonly number[]): number => (norms[0] ?? NaN) / (norms.at(-1) ?? NaN)

const same = (mine: readonly number[] | undefined, expected: readonly number[] | undefined): boolean =>
  expected?.every((one, i) => isClose(mine?.[i] ?? NaN, one, 1e-2)) ?? false

const byLayer = (norms: readonly number[]): Array<[number, number]> => norms.map((one, i) => [i + 1, one])

import { allOf, defineChecks, gaussianMean, isClose, near } from 'grader/judge'

interface Draw {
  seed: number
}

interface Values {
  points: Array<[number, number]>
  values: number[]
}

interface Network {
  /** What was returned for its variances. */
  chi: number
  /** ‖δ_l‖/‖δ_L‖, input side first. */
  deltas: number[]
  /** Measured change of ln‖δ_l‖² for each layer on the way to the input. */
  slope: number
}

interface Measured {
  /** The same points as for χ₁. */
  fixed: Values
  chi: Values
  depth: Values & { chi: number[] }
  edge: { biases: number[]; values: number[] }
  network: Network
}

// All but the network is arithmetic in float64: what differs is where an iteration stops. The nearest wrong idea,
// 1/|1 − χ| for 1/|ln χ|, is 3 % away at χ = 0.94 and 13 % at χ = 0.76; beside the edge it is right.
const VALUE_REL = 2e-3
// q* = 0 is approached and never reached.
const ZERO_ABS = 5e-4
// Over 120 draws of this network (n = 96, 30 layers, 16 examples) and its variances, measured − ln χ₁ is −0.003 ± 0.022:
// six standard deviations. The nearest wrong idea, tanh' not squared, is 0.32 away. In the ordered phase it would be 0.1
// away, too near to be told apart.
const SLOPE_ABS = 0.13

export default defineChecks<Measured, Draw>({
  checks: {
    'fixed-point': {
      needs: ['fixed'],
      weight: 2,
      judge: ({ m, reference }) =>
        allOf(
          reference.fixed.values.map((one, i) => {
            const dies = isAtRest(reference.fixed.points[i])
            return near(m.fixed.values[i] ?? NaN, dies ? 0 : one, dies ? { abs: ZERO_ABS } : { rel: VALUE_REL })
          }),
        ),
    },
    chi: {
      needs: ['chi'],
      weight: 2,
      judge: ({ m, reference }) => sameValues(m.chi.values, reference.chi.values),
    },
    // By the learner's own χ₁, so that a wrong χ₁ does not hide that this step is right.
    'depth-scale': {
      needs: ['depth'],
      weight: 1,
      judge: ({ m }) =>
        sameValues(
          m.depth.values,
          m.depth.chi.map((chi) => 1 / Math.abs(Math.log(chi))),
        ),
    },
    'critical-line': {
      needs: ['edge'],
      weight: 2,
      judge: ({ m, reference }) => sameValues(m.edge.values, reference.edge.values),
    },
    network: {
      needs: ['network'],
      weight: 1,
      judge: ({ m, reference }) => near(Math.log(m.network.chi), reference.network.slope, { abs: SLOPE_ABS }),
    },
  },

  misconceptions: {
    'slope-not-squared': {
      fails: ['chi', 'critical-line', 'network'],
      recognise: ({ m, reference }) =>
        chiFollows(m, reference, (q) => gaussianMean((z) => derivative(Math.sqrt(q) * z))),
    },
    'square-of-the-mean': {
      fails: ['chi', 'critical-line', 'network'],
      recognise: ({ m, reference }) =>
        chiFollows(m, reference, (q) => gaussianMean((z) => derivative(Math.sqrt(q) * z)) ** 2),
    },
    'weights-forgotten': {
      fails: ['chi', 'network'],
      recognise: ({ m, reference }) =>
        chiFollows(m, reference, (q, sw2) => gaussianMean((z) => derivative(Math.sqrt(q) * z) ** 2) / sw2),
    },
    'variance-as-deviation': {
      fails: ['fixed-point', 'chi', 'critical-line'],
      recognise: ({ m }) => fixedFollows(m, (q, sw2, sb2) => sw2 * gaussianMean((z) => Math.tanh(q * z) ** 2) + sb2),
    },
    'forgets-bias': {
      fails: ['fixed-point', 'chi', 'critical-line'],
      recognise: ({ m }) => fixedFollows(m, (q, sw2) => sw2 * gaussianMean((z) => Math.tanh(Math.sqrt(q) * z) ** 2)),
    },
    'stays-at-zero': {
      fails: ['fixed-point'],
      recognise: ({ m, reference }) => diesWhere(m, reference, (_, sb2) => sb2 === 0),
    },
    'ordered-is-zero': {
      fails: ['fixed-point', 'chi'],
      recognise: ({ m, reference }) => diesWhere(m, reference, (sw2) => sw2 <= 1),
    },
    'one-minus-chi': {
      fails: ['depth-scale'],
      recognise: ({ m }) => depthFollows(m, (chi) => 1 / Math.abs(1 - chi)),
    },
    decades: {
      fails: ['depth-scale'],
      recognise: ({ m }) => depthFollows(m, (chi) => 1 / Math.abs(Math.log10(chi))),
    },
    'length-for-square': {
      fails: ['depth-scale'],
      recognise: ({ m }) => depthFollows(m, (chi) => 2 / Math.abs(Math.log(chi))),
    },
    // Either sign, and negative in one of the phases.
    'signed-depth': {
      fails: ['depth-scale'],
      recognise: ({ m }) =>
        m.depth !== undefined &&
        m.depth.values.some((one) => one < 0) &&
        (depthFollows(m, (chi) => 1 / Math.log(chi)) || depthFollows(m, (chi) => -1 / Math.log(chi))),
    },
    'value-of-relu': {
      fails: ['critical-line'],
      recognise: ({ m }) => m.edge?.values.every((one) => isClose(one, 2, 1e-3)) ?? false,
    },
  },

  plots: {
    edge: {
      needs: ['edge'],
      x: 'weight-variance',
      y: 'bias-variance',
      draw: ({ m }) => ({
        mine: m.edge.biases.map((sb2, i) => [m.edge.values[i] ?? NaN, sb2]),
        reference: Array.from({ length: 41 }, (_, i) => (i / 20) ** 2).map(criticalPoint),
      }),
    },
    profile: {
      needs: ['network'],
      x: 'layer',
      y: 'delta-norm',
      yScale: 'log',
      draw: ({ m, reference }) => {
        const measured = reference.network.deltas
        return {
          mine: measured.map((_, i) => [i + 1, m.network.chi ** ((measured.length - 1 - i) / 2)]),
          reference: measured.map((one, i) => [i + 1, one]),
        }
      },
    },
  },
})

function sameValues(mine: readonly number[], expected: readonly number[]) {
  return allOf(expected.map((one, i) => near(mine[i] ?? NaN, one, { rel: VALUE_REL })))
}

/** tanh'. */
const derivative = (z: number): number => 1 - Math.tanh(z) ** 2

/** Where the critical line has this q*: χ₁ = 1 gives σ_w², the fixed point then σ_b². */
function criticalPoint(q: number): [number, number] {
  const sw2 = 1 / gaussianMean((z) => derivative(Math.sqrt(q) * z) ** 2)
  return [sw2, q - sw2 * gaussianMean((z) => Math.tanh(Math.sqrt(q) * z) ** 2)]
}

/** Without biases, and not above the critical σ_w². */
const isAtRest = ([sw2, sb2]: readonly [number, number] = [NaN, NaN]): boolean => sb2 === 0 && sw2 <= 1

/** χ₁ is σ_w² times this mean, at the right q*. */
function chiFollows(
  m: Partial<Measured>,
  reference: Partial<Measured>,
  mean: (q: number, sw2: number) => number,
): boolean {
  const { chi } = m
  const q = reference.fixed?.values ?? []
  if (chi === undefined) return false
  return chi.points.every(([sw2], i) => isClose(chi.values[i] ?? NaN, sw2 * mean(q[i] ?? NaN, sw2), 5e-3))
}

/** q* is the fixed point of this map at the points with biases, but for weak weights, with which it may vanish slowly. */
function fixedFollows({ fixed }: Partial<Measured>, map: (q: number, sw2: number, sb2: number) => number): boolean {
  if (fixed === undefined) return false
  return fixed.points.every(([sw2, sb2], i) => {
    if (sb2 === 0 || sw2 < 1.3) return true
    return isClose(
      fixed.values[i] ?? NaN,
      atRest((q) => map(q, sw2, sb2), sw2 + sb2),
      5e-3,
    )
  })
}

/** A map that has just lost a fixed point, or is about to, takes many steps where that was. */
function atRest(map: (q: number) => number, start: number): number {
  let q = start
  for (let step = 0; step < 3000; step++) {
    const next = map(q)
    if (Math.abs(next - q) <= 1e-9) return next
    q = next
  }
  return q
}

/** q* is about 0 at these points, and right at all others. */
function diesWhere(
  { fixed }: Partial<Measured>,
  reference: Partial<Measured>,
  dies: (sw2: number, sb2: number) => boolean,
): boolean {
  if (fixed === undefined) return false
  return fixed.points.every(([sw2, sb2], i) => {
    const value = fixed.values[i] ?? NaN
    // Slow near the edge: there nothing is told from a value that is still falling.
    if (isAtRest([sw2, sb2])) return value < 0.05
    return dies(sw2, sb2) ? Math.abs(value) < 1e-3 : isClose(value, reference.fixed?.values[i] ?? NaN, 1e-2)
  })
}

function depthFollows({ depth }: Partial<Measured>, formula: (chi: number) => number): boolean {
  return depth?.chi.every((chi, i) => isClose(depth.values[i] ?? NaN, formula(chi), 1e-3)) ?? false
}

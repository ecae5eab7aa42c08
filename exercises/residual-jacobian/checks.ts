import { allOf, atMost, cosine, defineChecks, near, relativeDistance, within } from 'grader/judge'

interface Draw {
  width: number
  outputs: number
  epsilon: number
}

const BLOCKS = ['first', 'elsewhere', 'fine', 'coarse'] as const

/** Matrices row by row: element (i, j) of an n-wide one stands at i·n + j. */
interface Measured {
  rectangular: { jacobian: number[] }
  thin: { twoOutputs: number[]; oneInput: number[] }
  points: { first: number[]; elsewhere: number[]; other: number[] }
  scales: { fine: number[]; coarse: number[] }
  empty: { jacobian: number[] }
  /** J_f, I + J_f, the Jacobian of f(f(x)), J_f at x + f(x) and at 0, and the eigenvalues of the first two. */
  block: {
    branch: number[]
    jacobian: number[]
    twice: number[]
    after: number[]
    origin: number[]
    branchRe: number[]
    branchIm: number[]
    re: number[]
    im: number[]
  }
  blocks: Record<(typeof BLOCKS)[number], number[]>
  /** Of a function that is the identity around 0, and bends nearby. */
  kinks: { jacobian: number[] }
  /** All singular values of the product of the first l Jacobians. */
  tower: { depths: number[]; values: number[][] }
}

// Backends differ by some 1e-6 here, most of it in tanh; the nearest wrong idea is 0.3 away. Differences with a fixed step
// may pass where x is of size one: `scales` is for them.
const REL = 5e-5
// Twelve factors gather 1e-5.
const TOWER_REL = 1e-3

export default defineChecks<Measured, Draw>({
  checks: {
    jacobian: {
      needs: ['rectangular', 'thin', 'points'],
      weight: 3,
      judge: ({ m, reference }) =>
        allOf([
          atMost(relativeDistance(m.rectangular.jacobian, reference.rectangular.jacobian), REL),
          atMost(relativeDistance(m.thin.twoOutputs, reference.thin.twoOutputs), REL),
          atMost(relativeDistance(m.thin.oneInput, reference.thin.oneInput), REL),
          atMost(relativeDistance(m.points.first, reference.points.first), REL),
          atMost(relativeDistance(m.points.elsewhere, reference.points.elsewhere), REL),
          atMost(relativeDistance(m.points.other, reference.points.other), REL),
        ]),
    },
    'any-scale': {
      needs: ['scales'],
      weight: 1,
      judge: ({ m, reference }) =>
        allOf([
          atMost(relativeDistance(m.scales.fine, reference.scales.fine), REL),
          atMost(relativeDistance(m.scales.coarse, reference.scales.coarse), REL),
        ]),
    },
    'empty-branch': {
      needs: ['empty'],
      weight: 1,
      judge: ({ m, draw }) => atMost(relativeDistance(m.empty.jacobian, identity(draw.width)), REL),
    },
    residual: {
      needs: ['block', 'blocks'],
      weight: 3,
      judge: ({ m, reference }) =>
        allOf([
          atMost(relativeDistance(m.block.jacobian, reference.block.jacobian), REL),
          ...BLOCKS.map((which) => atMost(relativeDistance(m.blocks[which], reference.blocks[which]), REL)),
        ]),
    },
    // ‖J_f‖₂ ≤ ε holds every singular value of I + J_f between 1 − ε and 1 + ε, and a product of l of them between
    // the powers. The values themselves lie far inside.
    tower: {
      needs: ['tower'],
      weight: 2,
      judge: ({ m, reference, draw }) =>
        allOf(
          reference.tower.depths.flatMap((depth, i) => {
            const [low, high] = bounds(draw, depth)
            const mine = m.tower.values[i] ?? []
            return (reference.tower.values[i] ?? []).flatMap((value, k) => [
              within(mine[k] ?? NaN, low * (1 - TOWER_REL), high * (1 + TOWER_REL)),
              near(mine[k] ?? NaN, value, { rel: TOWER_REL }),
            ])
          }),
        ),
    },
  },

  misconceptions: {
    'forgets-the-skip': {
      fails: ['empty-branch', 'residual', 'tower'],
      recognise: ({ m, reference }) => same(m.block?.jacobian, reference.block?.branch),
    },
    'adds-one-everywhere': {
      fails: ['empty-branch', 'residual', 'tower'],
      recognise: ({ m, reference }) =>
        same(
          m.block?.jacobian,
          reference.block?.branch.map((value) => value + 1),
        ),
    },
    'skip-from-two-layers-back': {
      fails: ['residual', 'tower'],
      recognise: ({ m, reference, draw }) =>
        same(m.block?.jacobian, withIdentity(reference.block?.twice ?? [], draw.width)),
    },
    // At x + f(x), where the block ends, or at 0.
    'another-point': {
      fails: ['residual'],
      recognise: ({ m, reference, draw }) =>
        same(m.block?.jacobian, withIdentity(reference.block?.after ?? [], draw.width)) ||
        same(m.block?.branch, reference.block?.origin),
    },
    // In both functions, or in the block alone.
    transposed: {
      fails: ['jacobian', 'any-scale', 'residual'],
      recognise: ({ m, reference, draw }) =>
        same(m.scales?.fine, transpose(reference.scales?.fine ?? [], draw.width)) ||
        same(m.block?.jacobian, transpose(reference.block?.jacobian ?? [], draw.width)),
    },
    'all-outputs-at-once': {
      fails: ['jacobian', 'any-scale', 'residual', 'tower'],
      recognise: ({ m, reference, draw }) => {
        const sums = columnSums(reference.scales?.fine ?? [], draw.width)
        const mine = m.scales?.fine ?? []
        // Summed or averaged over the batch, every row is the gradient of all outputs together.
        return Array.from({ length: draw.width }, (_, i) => mine.slice(i * draw.width, (i + 1) * draw.width)).every(
          (row) => cosine(row, sums) > 1 - 1e-6,
        )
      },
    },
    // Over all of [m, m], or over its rows.
    'mean-of-the-diagonal': {
      fails: ['jacobian', 'any-scale', 'residual'],
      recognise: ({ m, reference, draw }) =>
        [draw.outputs, draw.outputs ** 2].some((count) =>
          same(
            m.rectangular?.jacobian,
            reference.rectangular?.jacobian.map((value) => value / count),
          ),
        ),
    },
    // A derivative at any point is 1 or 2 on the diagonal. A step that ends beyond a bend, on one side or on both, gives
    // what lies between; of the bends, one lies between a third and three hundredths of it.
    'finite-differences': {
      fails: ['any-scale'],
      recognise: ({ m, draw }) =>
        diagonal(m.kinks?.jacobian ?? [], draw.width).some((value) => value > 1.02 && value < 1.998),
    },
  },

  plots: {
    eigenvalues: {
      needs: ['block'],
      x: 'real-part',
      y: 'imaginary-part',
      marks: 'points',
      draw: ({ m, reference }) => ({
        mine: cloud(m.block.re, m.block.im),
        reference: cloud(reference.block.re, reference.block.im),
        // Of the branch alone.
        baseline: cloud(reference.block.branchRe, reference.block.branchIm),
      }),
    },
    tower: {
      needs: ['tower'],
      x: 'depth',
      y: 'singular-value',
      yScale: 'log',
      marks: 'points',
      draw: ({ m, reference, draw }) => ({
        mine: spread(reference.tower.depths, m.tower.values),
        reference: spread(reference.tower.depths, reference.tower.values),
        band: reference.tower.depths.map((depth): [number, number, number] => [depth, ...bounds(draw, depth)]),
      }),
    },
  },
})

const identity = (n: number): number[] => Array.from({ length: n * n }, (_, k) => (k % (n + 1) === 0 ? 1 : 0))

const withIdentity = (matrix: readonly number[], n: number): number[] =>
  identity(n).map((one, k) => one + (matrix[k] ?? NaN))

const diagonal = (matrix: readonly number[], n: number): number[] => matrix.filter((_, k) => k % (n + 1) === 0)

const transpose = (matrix: readonly number[], n: number): number[] =>
  matrix.map((_, k) => matrix[(k % n) * n + Math.floor(k / n)] ?? NaN)

const columnSums = (matrix: readonly number[], n: number): number[] =>
  Array.from({ length: n }, (_, j) => matrix.reduce((sum, value, k) => (k % n === j ? sum + value : sum), 0))

const bounds = ({ epsilon }: Draw, depth: number): [number, number] => [(1 - epsilon) ** depth, (1 + epsilon) ** depth]

function isNear(mine: readonly number[] | undefined, expected: readonly number[] | undefined, rel: number): boolean {
  return mine !== undefined && expected !== undefined && relativeDistance(mine, expected) <= rel
}

/** Near enough to be meant, though perhaps by differences. */
const same = (mine: readonly number[] | undefined, expected: readonly number[] | undefined): boolean =>
  isNear(mine, expected, 1e-3)

const cloud = (re: readonly number[], im: readonly number[]): Array<[number, number]> =>
  re.map((value, i) => [value, im[i] ?? NaN])

const spread = (depths: readonly number[], values: readonly (readonly number[])[]): Array<[number, number]> =>
  depths.flatMap((depth, i) => (values[i] ?? []).map((value): [number, number] => [depth, value]))

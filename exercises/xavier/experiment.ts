import { array, backwardProduct, defineExperiment, fn, forwardProduct, live, number } from 'grader/experiments'
import type { SectionContext, Tensor2D } from 'grader/experiments'

const BATCH = 64
const ROUND_TRIPS = 3
/** A matrix of few elements, an odd number of them, is drawn so many times that each element has a law of its own. */
const SMALL: [number, number] = [3, 5]
const TIMES = 40

interface Draw {
  seed: number
  /** Widths of the chain in turn: narrow → wide → narrow → … */
  narrow: number
  wide: number
  /** Of the table of values. */
  fanIn: number
  fanOut: number
}

interface Learner {
  xavierStd(fanIn: number, fanOut: number): number
  xavierLimit(fanIn: number, fanOut: number): number
  sample(shape: [number, number], seed: number): Tensor2D
}

type Context = SectionContext<Draw, Learner>

export default defineExperiment<Draw, Learner>({
  exports: {
    xavierStd: fn({ fanIn: number(), fanOut: number() }, number()),
    xavierLimit: fn({ fanIn: number(), fanOut: number() }, number()),
    sample: fn({ shape: array(number(), 2), seed: number() }, live(['fanIn', 'fanOut'])),
  },

  draw: (rng) => ({
    seed: rng.seed(),
    narrow: rng.integer(64, 80),
    wide: rng.integer(220, 256),
    fanIn: rng.integer(5, 60),
    fanOut: rng.integer(100, 900),
  }),

  sections: {
    table: ({ learner, draw }) => {
      const { fanIn, fanOut, narrow, wide } = draw
      const fans: Array<[number, number]> = [
        [fanIn, fanOut],
        [fanOut, fanIn],
        [fanIn, fanIn],
        [narrow, wide],
        // One of this sum and the first is odd: a mean that is rounded to a whole number differs.
        [fanIn, fanOut + 1],
      ]
      return {
        fanIns: fans.map(([one]) => one),
        fanOuts: fans.map(([, one]) => one),
        stds: fans.map((one) => learner.xavierStd(...one)),
        limits: fans.map((one) => learner.xavierLimit(...one)),
      }
    },
    draws: (context) => {
      const { wide, narrow, seed } = context.draw
      const first = drawWeights(context, [wide, narrow], seed)
      const second = drawWeights(context, [wide, narrow], seed + 101)
      const numbers = [0, 1, 2, seed, seed + 1]
      const seeds = numbers.map((one) => drawWeights(context, [wide, narrow], one))
      return {
        // The same seeds once more.
        changed: [0, 1, seed].map((one) =>
          differences(drawWeights(context, [wide, narrow], one), seeds[numbers.indexOf(one)] ?? []),
        ),
        ...likeness(first, wide, narrow),
        // Each pair of seeds, and neighbours shifted by a few places against each other.
        pairs: seeds.flatMap((one, i) => seeds.slice(0, i).map((other) => dot(one, other))),
        norms: seeds.flatMap((one, i) =>
          seeds.slice(0, i).map((other) => Math.sqrt(dot(one, one) * dot(other, other))),
        ),
        shifts: [1, 4].flatMap((i) => {
          const [one = [], other = []] = [seeds[i - 1], seeds[i]].map((values) => Array.from(values ?? []))
          return [1, 2, 3, narrow].flatMap((by) => [dot(one.slice(by), other), dot(one, other.slice(by))])
        }),
        squares: [dot(first, first), dot(second, second)],
        product: dot(first, second),
        // Independent elements of mean 0 leave little in the sums of a row or of a column.
        ...squaredSums(first, wide, narrow),
      }
    },
    // Element by element over many seeds: the first one and the last one count as much as any other.
    small: (context) => {
      const draws = Array.from({ length: TIMES }, (_, i) => drawWeights(context, SMALL, context.draw.seed + 200 + i))
      const elements = Array.from({ length: SMALL[0] * SMALL[1] }, (_, k) => draws.map((values) => values[k] ?? NaN))
      // The smallest matrix there is.
      const single = Array.from(
        { length: TIMES },
        (_, i) => drawWeights(context, [1, 1], context.draw.seed + 300 + i)[0] ?? NaN,
      )
      return {
        shapes: [...elements.map(() => SMALL), [1, 1]],
        means: [...elements, single].map(mean),
        variances: [...elements, single].map((values) => meanSquare(values) - mean(values) ** 2),
        cosines: elements.flatMap((one, k) => elements.slice(0, k).map((other) => cosineOf(one, other))),
      }
    },
    chain: (context) => {
      const { draw, kit } = context
      const { narrow, wide, seed } = draw
      const layers = Array.from({ length: 2 * ROUND_TRIPS }, (_, l) => {
        const shape: [number, number] = l % 2 === 0 ? [narrow, wide] : [wide, narrow]
        return { shape, values: drawWeights(context, shape, seed + 1 + l) }
      })
      // Both ends are as wide as each other: x and u are [batch, narrow].
      const x = kit.gauss([BATCH, narrow], seed).dataSync()
      const u = kit.gauss([BATCH, narrow], seed + 1 + layers.length).dataSync()
      const signals: Values[] = [x]
      for (const layer of layers) signals.push(forwardProduct(signals.at(-1) ?? x, layer))
      const gradients: Values[] = [u]
      for (const layer of layers.toReversed()) gradients.unshift(backwardProduct(gradients[0] ?? u, layer))
      return {
        variances: layers.map(({ values }) => meanSquare(values)),
        forward: signals.map(meanSquare),
        backward: gradients.map(meanSquare),
      }
    },
  },
})

type Values = ArrayLike<number>

/** The learner's matrix, row by row. What follows is computed in JavaScript: other shapes ask for no other shaders. */
function drawWeights({ learner }: Context, shape: [number, number], seed: number): Values {
  const weight = learner.sample(shape, seed)
  const found = weight.shape
  if (found[0] !== shape[0] || found[1] !== shape[1]) {
    throw new Error(`sample([${shape.join(', ')}], seed) has the shape [${found.join(', ')}]`)
  }
  return weight.dataSync()
}

function dot(a: Values, b: Values): number {
  let sum = 0
  // The shorter one ends the sum.
  for (let i = 0; i < Math.min(a.length, b.length); i++) sum += (a[i] ?? NaN) * (b[i] ?? NaN)
  return sum
}

const mean = (values: Values): number => Array.from(values).reduce((sum, one) => sum + one, 0) / values.length

const cosineOf = (a: Values, b: Values): number => dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b))

/** In how many places two matrices of one shape are not the same. */
const differences = (a: Values, b: Values): number => Array.from(a).filter((value, k) => value !== b[k]).length

const meanSquare = (values: Values): number => dot(values, values) / values.length

/**
 * How much rows, and columns, have in common. Two by two: the largest |cosine|. All at one distance together: the
 * largest |Σ products| / (Σ squares / √pairs), which is near 1 when they have nothing in common.
 */
function likeness(values: Values, rows: number, columns: number) {
  const square = meanSquare(values)
  const byRow = alike(rows, columns, (i, k) => values[i * columns + k] ?? NaN)
  const byColumn = alike(columns, rows, (j, k) => values[k * columns + j] ?? NaN)
  return {
    rowCosine: byRow.cosine,
    columnCosine: byColumn.cosine,
    rowDistance: byRow.together / square,
    columnDistance: byColumn.together / square,
  }
}

function alike(count: number, length: number, at: (line: number, place: number) => number) {
  const lines = Array.from({ length: count }, (_, i) => Float64Array.from({ length }, (_one, k) => at(i, k)))
  const norms = lines.map((line) => Math.sqrt(dot(line, line)))
  const sums = new Float64Array(count)
  let cosine = 0
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < i; j++) {
      const product = dot(lines[i] ?? [], lines[j] ?? [])
      cosine = Math.max(cosine, Math.abs(product) / ((norms[i] ?? NaN) * (norms[j] ?? NaN)))
      sums[i - j] = (sums[i - j] ?? NaN) + product
    }
  }
  const together = sums.map((sum, by) => (by === 0 ? 0 : Math.abs(sum) / Math.sqrt((count - by) * length)))
  return { cosine, together: Math.max(...together) }
}

/** Σ (row sum)² and Σ (column sum)² of a matrix. */
function squaredSums(values: Values, rows: number, columns: number): { rowSums: number; columnSums: number } {
  const byRow = new Float64Array(rows)
  const byColumn = new Float64Array(columns)
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      const value = values[i * columns + j] ?? NaN
      byRow[i] = (byRow[i] ?? NaN) + value
      byColumn[j] = (byColumn[j] ?? NaN) + value
    }
  }
  return { rowSums: dot(byRow, byRow), columnSums: dot(byColumn, byColumn) }
}

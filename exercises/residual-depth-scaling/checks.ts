import {
  allOf,
  atLeast,
  atMost,
  cosine,
  defineChecks,
  equal,
  isClose,
  norm,
  relativeDistance,
  within,
} from 'grader/judge'
import type { Judgement } from 'grader/judge'

interface Draw {
  alpha: number
}

interface Call {
  x: number[]
  y: number[]
}

interface Measured {
  emptyBranch: Call
  /** And x + α·xWV. */
  oneBlock: Call & { linear: number[] }
  otherInner: { wide: number[]; narrow: number[] }
  /** Two blocks, the first two of the chain: for a huge and a tiny x, a large and a small α, and the first row of x alone. */
  sizes: Record<'huge' | 'tiny' | 'strong' | 'weak' | 'row', number[]>
  /** Three blocks, three times the first, the three in reverse, and each by itself. */
  chain: Call & { firstOnly: number[]; reversed: number[]; alone: number[][] }
  longChain: { y: number[] }
  /** u, and the gradients of ⟨u, h_3⟩ with respect to x, W_1, V_1, W_2 … */
  tape: { upstream: number[]; input: number[]; matrices: number[][] }
  share: { depths: number[]; alphas: number[] }
  /** ‖x‖, and ‖h_L‖ and ‖h_L − x‖ for each depth, with the learner's own α. */
  growth: { depths: number[]; input: number; outputs: number[]; moves: number[] }
  /** ‖u‖, and ‖∂⟨u, h_L⟩/∂x‖ for each depth. */
  gradient: { depths: number[]; upstream: number; inputs: number[] }
}

// Backends differ by some 1e-6, after forty blocks too. A block that is left out, or a branch of another kind, is 1e-1 away.
const VALUE_REL = 1e-4
// A block that runs moves its input by more, but for rows in which all of its ReLUs are dead.
const IDLE_REL = 1e-2
// No pre-activation lies where rounding could decide whether it passes.
const GRADIENT_REL = 1e-3

export default defineChecks<Measured, Draw>({
  checks: {
    'skip-untouched': {
      needs: ['emptyBranch'],
      weight: 1,
      judge: ({ m, reference }) => atMost(relativeDistance(m.emptyBranch.y, reference.emptyBranch.x), VALUE_REL),
    },
    'every-block': {
      needs: ['chain', 'sizes'],
      weight: 1,
      judge: ({ m, reference }) => {
        const right = listsOf(reference)
        return equal(listsOf(m).filter((one, i) => hasIdleBlock(one, right[i])).length, 0)
      },
    },
    branch: {
      needs: ['oneBlock', 'otherInner'],
      weight: 1,
      judge: ({ m, reference }) =>
        // Where no block ran there is no branch to measure: it fails without a number.
        allOf(
          hasIdleBlock([[m.oneBlock.y, m.oneBlock.x]], [[reference.oneBlock.y, reference.oneBlock.x]])
            ? []
            : [
                follows(m.oneBlock.y, reference.oneBlock.y),
                follows(m.otherInner.wide, reference.otherInner.wide),
                follows(m.otherInner.narrow, reference.otherInner.narrow),
              ],
        ),
    },
    'every-x': {
      needs: ['sizes', 'chain'],
      weight: 1,
      judge: ({ m, reference }) => pairFollows(m, reference, ({ sizes }) => [sizes.huge, sizes.tiny, sizes.row]),
    },
    'every-alpha': {
      needs: ['sizes', 'chain'],
      weight: 1,
      judge: ({ m, reference }) => pairFollows(m, reference, ({ sizes }) => [sizes.strong, sizes.weak]),
    },
    chain: {
      needs: ['chain', 'longChain'],
      weight: 2,
      judge: ({ m, reference }) =>
        allOf([follows(m.chain.y, reference.chain.y), follows(m.longChain.y, reference.longChain.y)]),
    },
    tape: {
      needs: ['tape'],
      weight: 2,
      judge: ({ m, reference }) =>
        allOf([
          atMost(relativeDistance(m.tape.input, reference.tape.input), GRADIENT_REL),
          ...reference.tape.matrices.map((one, i) =>
            atMost(relativeDistance(m.tape.matrices[i] ?? [], one), GRADIENT_REL),
          ),
        ]),
    },
    'branch-share': {
      needs: ['share'],
      weight: 2,
      judge: ({ m, reference }) =>
        allOf(reference.share.depths.map((depth, i) => within(shareOf(depth, m.share.alphas[i]), 0.4999, 2.0005))),
    },
    // (1 + α²)^L lies between 1.5 and 7.4 for the shares that are allowed. One draw scatters by 6 % (share 1/2) to
    // 25 % (share 2), so that the limits are five times the scatter away and more.
    growth: {
      needs: ['growth'],
      weight: 1,
      judge: ({ m, reference }) =>
        allOf([
          ...m.growth.outputs.map((one) => within((one / reference.growth.input) ** 2, 0.25, 30)),
          atLeast((m.growth.moves.at(-1) ?? NaN) / reference.growth.input, 0.3),
        ]),
    },
    gradient: {
      needs: ['gradient'],
      weight: 1,
      judge: ({ m, reference }) =>
        allOf(m.gradient.inputs.map((one) => within(one / reference.gradient.upstream, 0.5, 15))),
    },
  },

  misconceptions: {
    'constant-alpha': {
      fails: ['branch-share', 'growth', 'gradient'],
      recognise: ({ m }) => alphasFollow(m, () => m.share?.alphas[0] ?? NaN),
    },
    'inverse-depth': {
      fails: ['branch-share', 'growth'],
      recognise: ({ m }) => alphasFollow(m, (depth) => (m.share?.alphas[0] ?? NaN) / depth),
    },
    'relu-last': {
      fails: ['branch', 'every-x', 'every-alpha', 'chain', 'growth'],
      recognise: ({ m, reference }) => skipIsKept(m, reference) && onlyAdds(m.oneBlock, reference.oneBlock),
    },
    'no-second-matrix': {
      fails: ['skip-untouched', 'branch', 'every-x', 'every-alpha', 'chain', 'growth'],
      recognise: ({ m, reference }) =>
        !passesRelu(m.emptyBranch, reference.emptyBranch) &&
        onlyAdds(m.emptyBranch, reference.emptyBranch) &&
        onlyAdds(m.oneBlock, reference.oneBlock),
    },
    'scales-the-skip': {
      fails: ['skip-untouched', 'branch', 'every-x', 'every-alpha', 'chain', 'growth', 'gradient'],
      recognise: ({ m, reference }) => {
        const x = reference.emptyBranch?.x ?? []
        const y = m.emptyBranch?.y ?? []
        return !isClose(norm(y), norm(x), 1e-3) && cosine(y, x) > 1 - 1e-5
      },
    },
    'relu-after-sum': {
      fails: ['skip-untouched', 'branch', 'every-x', 'every-alpha', 'chain'],
      recognise: ({ m, reference }) => passesRelu(m.emptyBranch, reference.emptyBranch),
    },
    'no-relu': {
      fails: ['branch', 'every-x', 'every-alpha', 'chain', 'tape'],
      recognise: ({ m, reference }) => isThis(m.oneBlock?.y, reference.oneBlock?.linear),
    },
    'same-block': {
      fails: ['every-block', 'chain', 'growth', 'tape'],
      recognise: ({ m, reference }) => isThis(m.chain?.y, reference.chain?.firstOnly),
    },
    'last-block-first': {
      fails: ['chain', 'tape'],
      recognise: ({ m, reference }) => isThis(m.chain?.y, reference.chain?.reversed),
    },
    // Together the blocks add what each adds by itself: none saw what another did.
    'branches-side-by-side': {
      fails: ['chain', 'tape'],
      recognise: ({ m, reference }) => {
        const { y = [], alone = [] } = m.chain ?? {}
        const x = reference.chain?.x ?? []
        const sum = x.map((value, k) => value + alone.reduce((all, one) => all + (one[k] ?? NaN) - value, 0))
        return relativeDistance(y, x) > 1e-2 && isThis(y, sum)
      },
    },
    'another-factor': {
      fails: ['branch', 'every-x', 'every-alpha', 'chain', 'tape'],
      recognise: ({ m, reference }) => {
        const x = reference.oneBlock?.x ?? []
        const mine = addedTo(m.oneBlock?.y ?? [], x)
        const right = addedTo(reference.oneBlock?.y ?? [], x)
        return skipIsKept(m, reference) && cosine(mine, right) > 1 - 1e-6 && !isClose(norm(mine), norm(right), 1e-3)
      },
    },
    // The values are right. The gradient sees the skip alone or a part of the branch, or does not arrive at all.
    'off-the-tape': {
      fails: ['tape'],
      recognise: ({ m, reference, failed }) =>
        isThis(m.chain?.y, reference.chain?.y) &&
        isThis(m.oneBlock?.y, reference.oneBlock?.y) &&
        isThis(m.sizes?.huge, reference.sizes?.huge) &&
        (failed.includes('tape') || m.tape === undefined),
    },
  },

  plots: {
    growth: {
      needs: ['growth'],
      x: 'depth',
      y: 'second-moment',
      yScale: 'log',
      draw: ({ m, reference }) => ({
        mine: moments(reference.growth.depths, m.growth.outputs, reference.growth.input),
        reference: moments(reference.growth.depths, reference.growth.outputs, reference.growth.input),
        // α = 1: each block doubles E‖h‖².
        baseline: reference.growth.depths.map((depth): [number, number] => [depth, 2 ** depth]),
        band: reference.growth.depths.map((depth): [number, number, number] => [depth, 0.25, 30]),
      }),
    },
  },
})

const follows = (mine: readonly number[], formula: readonly number[]): Judgement =>
  atMost(relativeDistance(mine, formula), VALUE_REL)

/** What a list of blocks gives, beside what it gives with one of them left out, or another in its place. */
type Exchange = readonly [whole: readonly number[], exchanged: readonly number[]]

const aloneOf = ({ chain }: Measured): Exchange[] => chain.alone.map((one) => [one, chain.x])
const pairOf = ({ chain, sizes }: Measured): Exchange[] =>
  chain.alone.slice(0, 2).map((one) => [sizes.row, one.slice(0, sizes.row.length)])

/** The lists of one, of two and of three blocks. Three of the first block stand for three. */
const listsOf = (all: Measured): Exchange[][] => [
  ...aloneOf(all).map((one) => [one]),
  pairOf(all),
  [
    [all.chain.y, all.chain.firstOnly],
    [all.chain.y.slice(0, all.sizes.row.length), all.sizes.row],
  ],
]

/** Some block changes nothing in the learner's output, and much in that of the formula: no dead ReLU explains it. */
const hasIdleBlock = (mine: readonly Exchange[], right: readonly Exchange[] = []): boolean =>
  mine.some(
    ([whole, exchanged], i) =>
      relativeDistance(whole, exchanged) <= VALUE_REL && relativeDistance(...(right[i] ?? [[], []])) > IDLE_REL,
  )

/** Of two blocks. Where one of them did not run, what is wrong fails without a number: it would tell nothing of x or α. */
const pairFollows = (m: Measured, reference: Measured, outputs: (all: Measured) => number[][]): Judgement => {
  const right = outputs(reference)
  const judged = allOf(outputs(m).map((one, i) => follows(one, right[i] ?? [])))
  const [mine, formula] = [m, reference].map((all) => [...aloneOf(all), ...pairOf(all)])
  return !judged.passed && hasIdleBlock(mine ?? [], formula) ? allOf([]) : judged
}

/** Σα², what the branches add together in units of the skip; NaN for an α that is not positive. */
const shareOf = (depth: number, alpha = NaN): number => (alpha > 0 ? depth * alpha ** 2 : NaN)

const moments = (depths: number[], norms: number[], input: number): Array<[number, number]> =>
  depths.map((depth, i) => [depth, ((norms[i] ?? NaN) / input) ** 2])

/** Every α that was returned is the one that this formula gives, and the depth matters nowhere else. */
function alphasFollow({ share }: Partial<Measured>, formula: (depth: number) => number): boolean {
  if (share === undefined) return false
  return share.depths.every((depth, i) => isClose(share.alphas[i] ?? NaN, formula(depth), 1e-3))
}

const skipIsKept = (m: Partial<Measured>, reference: Partial<Measured>): boolean =>
  relativeDistance(m.emptyBranch?.y ?? [], reference.emptyBranch?.x ?? []) <= VALUE_REL

const isThis = (mine: readonly number[] | undefined, expected: readonly number[] | undefined): boolean =>
  relativeDistance(mine ?? [], expected ?? []) <= 1e-4

const addedTo = (y: readonly number[], x: readonly number[]): number[] => y.map((value, k) => value - (x[k] ?? NaN))

/** What came out is relu(x). */
function passesRelu(mine: Call | undefined, reference: Call | undefined): boolean {
  const expected = reference?.x.map((value) => Math.max(value, 0)) ?? []
  return relativeDistance(mine?.y ?? [], expected) <= 1e-3
}

/** No element became smaller, and some became larger: what was added has passed a ReLU last. */
function onlyAdds(mine: Call | undefined, reference: Call | undefined): boolean {
  if (mine === undefined || reference === undefined || mine.y.length !== reference.x.length) return false
  const added = mine.y.map((value, i) => value - (reference.x[i] ?? NaN))
  return added.every((value) => value > -1e-5) && added.some((value) => value > 1e-3)
}

import { allOf, atLeast, atMost, cosine, defineChecks, isClose, norm, relativeDistance, within } from 'grader/judge'

interface Draw {
  alpha: number
}

const SIZES = ['huge', 'tiny', 'strong', 'weak', 'row'] as const

interface Call {
  x: number[]
  y: number[]
}

interface Measured {
  emptyBranch: Call
  /** And x + α·xWV. */
  oneBlock: Call & { linear: number[] }
  otherInner: { wide: number[]; narrow: number[] }
  sizes: Record<(typeof SIZES)[number], number[]>
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
// No pre-activation lies where rounding could decide whether it passes.
const GRADIENT_REL = 1e-3

export default defineChecks<Measured, Draw>({
  checks: {
    'skip-untouched': {
      needs: ['emptyBranch'],
      weight: 1,
      judge: ({ m, reference }) => atMost(relativeDistance(m.emptyBranch.y, reference.emptyBranch.x), VALUE_REL),
    },
    branch: {
      needs: ['oneBlock', 'otherInner', 'sizes'],
      weight: 2,
      judge: ({ m, reference }) =>
        allOf([
          atMost(relativeDistance(m.oneBlock.y, reference.oneBlock.y), VALUE_REL),
          atMost(relativeDistance(m.otherInner.wide, reference.otherInner.wide), VALUE_REL),
          atMost(relativeDistance(m.otherInner.narrow, reference.otherInner.narrow), VALUE_REL),
          ...SIZES.map((which) => atMost(relativeDistance(m.sizes[which], reference.sizes[which]), VALUE_REL)),
        ]),
    },
    chain: {
      needs: ['chain', 'longChain'],
      weight: 2,
      judge: ({ m, reference }) =>
        allOf([
          atMost(relativeDistance(m.chain.y, reference.chain.y), VALUE_REL),
          atMost(relativeDistance(m.longChain.y, reference.longChain.y), VALUE_REL),
        ]),
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
      fails: ['branch', 'chain', 'growth'],
      recognise: ({ m, reference }) => skipIsKept(m, reference) && onlyAdds(m.oneBlock, reference.oneBlock),
    },
    'no-second-matrix': {
      fails: ['skip-untouched', 'branch', 'chain', 'growth'],
      recognise: ({ m, reference }) =>
        !passesRelu(m.emptyBranch, reference.emptyBranch) &&
        onlyAdds(m.emptyBranch, reference.emptyBranch) &&
        onlyAdds(m.oneBlock, reference.oneBlock),
    },
    'scales-the-skip': {
      fails: ['skip-untouched', 'branch', 'chain', 'growth', 'gradient'],
      recognise: ({ m, reference }) => {
        const x = reference.emptyBranch?.x ?? []
        const y = m.emptyBranch?.y ?? []
        return !isClose(norm(y), norm(x), 1e-3) && cosine(y, x) > 1 - 1e-5
      },
    },
    'relu-after-sum': {
      fails: ['skip-untouched', 'branch', 'chain'],
      recognise: ({ m, reference }) => passesRelu(m.emptyBranch, reference.emptyBranch),
    },
    'no-relu': {
      fails: ['branch', 'chain', 'tape'],
      recognise: ({ m, reference }) => isThis(m.oneBlock?.y, reference.oneBlock?.linear),
    },
    'same-block': {
      fails: ['chain', 'growth', 'tape'],
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
      fails: ['branch', 'chain', 'tape'],
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

/**
 * What the cage gives of tfjs. This list is data: the facade, the editor's types and the docs are made from it.
 *
 * Invariant: a name that stands here computes on tensors and numbers alone. Nothing here takes text that
 * reaches a shader (texts are matched against a closed list), reaches the engine, the backend, the registry of
 * kernels or gradients, the environment, the network or storage. A name that is not here does not exist inside.
 */

export interface Permit {
  /**
   * Which door the call goes through.
   * op: tensors and numbers in, tensors out. creator: allocates in JavaScript before any backend is asked, so its
   * size is checked first. callback: takes a function. own: written by the cage itself.
   */
  door: 'op' | 'creator' | 'callback' | 'own'
  /** Also a method of tensors. */
  chained: boolean
  /** Words that may stand where a text is expected; any other text is refused. */
  texts: readonly string[]
  /** Which arguments may be such a word, counted from 0 with the tensor of a chained method as the first. */
  textAt: readonly number[]
  /** `everyone`, or on request: named in exercise.json's permits (experiments always have them). */
  given: 'everyone' | 'on-request'
}

const dtypes = ['float32', 'int32', 'bool'] as const

const permit = (
  door: Permit['door'],
  chained: boolean,
  texts: readonly string[] = [],
  ...textAt: number[]
): Permit => ({ door, chained, texts, textAt, given: 'everyone' })

const each = (names: string, make: () => Permit): Record<string, Permit> =>
  Object.fromEntries(names.split(/\s+/).map((name) => [name, make()]))

/** Operations that are functions of tfjs and methods of its tensors. */
const chainedOps = `abs acos acosh add all any argMax argMin asin asinh atan atan2 atanh broadcastTo ceil clipByValue
  clone concat cos cosh cumsum div divNoNan dot elu equal erf euclideanNorm exp expandDims expm1 floor floorDiv gather
  greater greaterEqual isFinite isInf isNaN leakyRelu less lessEqual log log1p logSigmoid logSoftmax logSumExp
  logicalAnd logicalNot logicalOr logicalXor matMul max maximum mean min minimum mod mul neg notEqual onesLike pow prelu
  prod reciprocal relu relu6 reshape reverse round rsqrt selu sigmoid sign sin sinh slice softmax softplus split sqrt
  square squaredDifference squeeze stack step sub sum tan tanh tile transpose unstack where zerosLike`

/** Methods of tensors that are not functions of tfjs. */
export const methodsOnly: readonly string[] = [
  'asScalar',
  'as1D',
  'as2D',
  'as3D',
  'as4D',
  'flatten',
  'reshapeAs',
  'toBool',
  'toFloat',
  'toInt',
]

/** Reading methods that the wrapper class writes itself. */
export const readers: readonly string[] = ['dataSync', 'arraySync', 'dispose', 'toString']

export const permits: Readonly<Record<string, Permit>> = Object.freeze({
  ...each(chainedOps, () => permit('op', true)),
  ...each('addN diag moments outerProduct broadcastArgs concat1d concat2d concat3d tensorScatterUpdate', () =>
    permit('op', false),
  ),
  cast: permit('op', true, dtypes, 1),
  oneHot: permit('op', true, dtypes, 4),
  norm: permit('op', true, ['euclidean', 'fro'], 1),
  conv1d: permit('op', false, ['same', 'valid', 'NWC'], 3, 4),
  ...each('tensor1d scalar zeros ones', () => permit('creator', false, dtypes, 1)),
  ...each('tensor tensor2d tensor3d tensor4d fill', () => permit('creator', false, dtypes, 2)),
  ...each('eye range randomNormal randomUniform truncatedNormal', () => permit('creator', false, dtypes, 3)),
  linspace: permit('creator', false),
  ...each('tidy grad grads valueAndGrad valueAndGrads', () => permit('callback', false)),
  customGrad: { ...permit('callback', false), given: 'on-request' },
  ...each('keep dispose memory', () => permit('own', false)),
})

/** Methods of the console: what they print is shown beside the result. Whatever is not here would need a clock. */
export const consoleMethods = Object.freeze({
  log: 'log',
  info: 'log',
  debug: 'log',
  dir: 'log',
  table: 'log',
  group: 'log',
  groupCollapsed: 'log',
  groupEnd: 'log',
  count: 'log',
  countReset: 'log',
  assert: 'error',
  warn: 'warn',
  error: 'error',
  trace: 'log',
} as const)

/**
 * Names that people know from tfjs, the browser, Node or Python, which the cage does not have, each with what to do instead. One table:
 * the compiler refuses them before anything runs, the facade and the tensors refuse what only shows itself at run time,
 * and the editor marks them.
 */
import { methodsOnly, permits, readers } from './permits.ts'

/** What to do instead: codes, which the interface says in both languages (`refused-name` in messages). */
export const advice = Object.freeze({
  plainWeights: 'Keep weights in ordinary tensors and return new ones.',
  gradsOfArguments: 'Use tf.grads or tf.valueAndGrads with the weights as arguments.',
  updateAsFormula: 'Write the update as a formula: w.sub(gradient.mul(learningRate)).',
  layersAsLoop: 'Write the layers as a loop over matMul and an activation.',
  lossAsFormula: 'Write the loss as a formula, for example prediction.sub(target).square().mean().',
  initialiserAsFormula: 'Draw with gauss, truncatedNormal or orthogonal of kit, and scale what was drawn.',
  orthonormalByHand:
    'Write it as a loop: take from each row its projections on the rows before, then divide it by its norm.',
  normAsFormula: 'Write the normalisation as a formula of mean, variance and sqrt.',
  arraysInstead: 'Keep examples in ordinary arrays and tensors.',
  nothingLoads: 'Nothing is loaded from outside here.',
  functionsOfTf: 'Use the functions of tf.',
  settingsFixed: 'Settings, backends, kernels and gradients are fixed here.',
  dataSync: 'Use dataSync: functions here are synchronous.',
  arraySync: 'Use arraySync: functions here are synchronous.',
  valuesFirst: 'Make the values in a JavaScript array and call tf.tensor.',
  consoleLog: 'Use console.log.',
  noClocks: 'There are no clocks here.',
  noTimers: 'Functions here answer at once: call what you need directly.',
  noEinsum: 'It has no gradient in tfjs. Use matMul, transpose and reshape.',
  seededDraws: "Use the kit's seeded draws.",
  noBrowser: 'There is no page, no network and no storage here.',
  noNode: 'This is no Node: there are no files, processes or packages.',
  jsNumerics: 'Use Math for numbers and tf for tensors.',
  jsBoolean: 'JavaScript writes true and false.',
  jsNull: 'JavaScript writes null or undefined.',
  jsLength: 'JavaScript writes a.length, and x.shape for a tensor.',
  jsRange: 'Write for (let i = 0; i < n; i++).',
  jsThis: 'Inside a class JavaScript writes this.',
  jsConversion: 'Write Number(x), String(x), Math.trunc(x) or [...x].',
  jsLogic: 'JavaScript writes &&, || and !.',
  arrayMethods: 'Use the methods of arrays: map, reduce, entries, toSorted.',
  structuredCopy: 'Copy with [...a] or { ...o }.',
  notGiven: 'It is not given here.',
})
export type Advice = keyof typeof advice

const table = (groups: Partial<Record<Advice, string>>): Readonly<Record<string, Advice>> => {
  const isAdvice = (code: string): code is Advice => code in advice
  const entries = Object.entries(groups).flatMap(([code, names]) =>
    names.split(/\s+/).flatMap((name): Array<[string, Advice]> => (isAdvice(code) ? [[name, code]] : [])),
  )
  // Without a prototype: `constructor` is no name of the table.
  const made: Record<string, Advice> = Object.create(null)
  return Object.freeze(Object.assign(made, Object.fromEntries(entries)))
}

/** Public names of tfjs that are not given; `a.b` is a name inside a namespace, which goes before the namespace's own. */
export const refusedOfTf = table({
  plainWeights: 'variable Variable',
  gradsOfArguments: 'variableGrads',
  updateAsFormula:
    'train Optimizer SGDOptimizer AdamOptimizer AdamaxOptimizer AdagradOptimizer AdadeltaOptimizer MomentumOptimizer RMSPropOptimizer OptimizerConstructors movingAverage',
  layersAsLoop:
    'layers sequential model models input Sequential LayersModel RNN InputSpec SymbolicTensor LayerVariable GraphModel fused',
  lossAsFormula: 'losses metrics regularizers constraints Reduction',
  initialiserAsFormula: 'initializers',
  orthonormalByHand: 'linalg.gramSchmidt linalg.qr linalg',
  normAsFormula:
    'batchNorm batchNorm2d batchNorm3d batchNorm4d localResponseNormalization layers.batchNormalization layers.layerNormalization',
  nothingLoads: 'loadLayersModel loadGraphModel loadGraphModelSync io browser serialization',
  arraysInstead: 'data',
  functionsOfTf:
    'backend engine op upcastType sumOutType kernel_impls backend_util broadcast_util gather_util scatter_util slice_util tensor_util test_util device_util shared util math',
  settingsFixed:
    'ENV env Environment DataStorage KernelBackend setBackend getBackend registerBackend removeBackend findBackend findBackendFactory registerKernel unregisterKernel getKernel getKernelsForBackend copyRegisteredKernels registerGradient unregisterGradient getGradient setPlatform enableProdMode enableDebugMode disableDeprecationWarnings deprecationWarn registerOp deregisterOp registerCallbackConstructor MathBackendCPU MathBackendWebGL GPGPUContext forceHalfFloat setWebGLContext webgl webgl_util gpgpu_util',
  dataSync: 'ready nextFrame booleanMaskAsync inTopKAsync setdiff1dAsync whereAsync',
  valuesFirst: 'buffer TensorBuffer',
  consoleLog: 'print',
  noClocks: 'time profile',
  noEinsum: 'einsum',
  seededDraws: 'multinomial dropout rand randomGamma randomStandardNormal randomUniformInt',
  notGiven: `Rank Callback CallbackList CustomCallback EarlyStopping History callbacks avgPool avgPool3d basicLSTMCell
    batchToSpaceND bincount bitwiseAnd complex concat4d conv2d conv2dTranspose conv3d conv3dTranspose cosineWindow cumprod denseBincount
    depthToSpace depthwiseConv2d dilation2d disposeVariables enclosingPowerOfTwo ensureShape fft gatherND ifft imag image irfft lowerBound
    maxPool maxPool3d maxPoolWithArgmax meshgrid mirrorPad multiRNNCell pad pad1d pad2d pad3d pad4d pool raggedGather raggedRange
    raggedTensorToTensor real reverse1d reverse2d reverse3d reverse4d rfft scatterND searchSorted separableConv2d signal slice1d slice2d
    slice3d slice4d spaceToBatchND sparse sparseToDense spectral stridedSlice string tensor5d tensor6d topk unique unsortedSegmentSum
    upperBound version version_core version_cpu version_layers version_converter version_data version_webgl`,
})

/** Methods of tfjs's tensors that ours do not have. */
export const refusedMethods = table({
  plainWeights: 'variable',
  dataSync: 'data bytes',
  arraySync: 'array',
  valuesFirst: 'buffer bufferSync',
  consoleLog: 'print',
  normAsFormula: 'batchNorm localResponseNormalization',
  settingsFixed: 'dataToGPU',
  notGiven: `as5D asType avgPool batchToSpaceND conv1d conv2d conv2dTranspose cumprod depthToSpace depthwiseConv2d dilation2d fft ifft irfft
    maxPool mirrorPad pad pool resizeBilinear resizeNearestNeighbor rfft separableConv2d spaceToBatchND stridedSlice topk
    unique unsortedSegmentSum`,
})

/** Names that exist elsewhere without an import. */
export const refusedGlobals = table({
  noClocks: 'performance Temporal',
  noTimers: `setTimeout setInterval setImmediate clearTimeout clearInterval requestAnimationFrame cancelAnimationFrame
    requestIdleCallback queueMicrotask sleep`,
  seededDraws: 'crypto random rand randn',
  noBrowser: `window document navigator location history localStorage sessionStorage indexedDB fetch XMLHttpRequest
    WebSocket EventSource Worker SharedWorker importScripts postMessage alert prompt confirm Image Blob File FileReader
    URL URLSearchParams caches frames parent top screen customElements`,
  noNode: 'process Buffer global __dirname __filename',
  notGiven:
    'globalThis Atomics SharedArrayBuffer WebAssembly WeakRef FinalizationRegistry Compartment lockdown harden Intl',
  structuredCopy: 'structuredClone deepcopy copy',
  jsNumerics: 'np numpy torch jnp jax scipy nn math F keras tensorflow',
  jsBoolean: 'True False',
  jsNull: 'None nil NULL nullptr',
  jsLength: 'len',
  jsRange: 'range xrange',
  jsThis: 'self cls',
  jsConversion: 'int float str list tuple dict bool',
  jsLogic: 'and or not',
  arrayMethods: 'enumerate zip sorted reversed sum',
  consoleLog: 'print println printf puts',
})

/** Members of what is there that are not. */
export const refusedMembers = table({
  noClocks:
    'Date.now console.time console.timeEnd console.timeLog console.timeStamp console.profile console.profileEnd',
})

/** The same in English words, for error texts and the editor: names of tfjs and methods of its tensors. */
export const refusals: Readonly<Record<string, string>> = Object.freeze(
  Object.fromEntries(Object.entries({ ...refusedMethods, ...refusedOfTf }).map(([name, code]) => [name, advice[code]])),
)

/** Whether a tensor of ours has the method. */
export const isTensorMethod = (name: string): boolean =>
  permits[name]?.chained === true || methodsOnly.includes(name) || readers.includes(name)

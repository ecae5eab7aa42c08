// Experiments import nothing of tfjs themselves: they are handed `tf`, and name its types from here.
export * from './declare.ts'
export * from './eigenvalues.ts'
export * from './networks.ts'
export * from './plain-products.ts'
export * from './singular-values.ts'
export * from './tanh-chain.ts'
export type { Rank, Scalar, Tensor, Tensor1D, Tensor2D, Tensor3D } from '@tensorflow/tfjs'

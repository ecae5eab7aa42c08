import { permits } from '../cage/permits.ts'
import { kitExports } from '../kit/exports.ts'
import { compileModule } from './compile.ts'
import type { CompileResult } from './exercise.ts'

/** Compiles a learner's module for the cage, with the names that the cage gives. */
export function compileLearner(source: string): CompileResult {
  const tfNames = ['Tensor', ...Object.keys(permits)]
  // Types of tfjs are erased when they are imported as types; without the word `type` they look like values.
  const typeNames = ['Tensor1D', 'Tensor2D', 'Tensor3D', 'Tensor4D', 'Scalar', 'Rank', 'TensorLike', 'DataType']
  return compileModule(source, {
    fileName: 'solution.ts',
    allowedImports: { '@tensorflow/tfjs': [...tfNames, ...typeNames], kit: kitExports },
  })
}

import { permits } from '../cage/permits.ts'
import { kitExports } from '../kit/exports.ts'
import { compileModule } from './compile.ts'
import type { CompileResult } from './exercise.ts'

/** Compiles a learner's module for the cage, with the names that the cage gives. */
export function compileLearner(source: string): CompileResult {
  const tfNames = ['Tensor', ...Object.keys(permits)]
  return compileModule(source, {
    fileName: 'solution.ts',
    allowedImports: { '@tensorflow/tfjs': tfNames, kit: kitExports },
  })
}

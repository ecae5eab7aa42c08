/**
 * What grading costs without its walls: the same experiment and answer, called directly, on plain tfjs. Bundled into the
 * baselines of the benchmarks, for Node and for a browser's worker.
 */
import type * as Tf from '@tensorflow/tfjs'
import type * as Kit from 'kit'
import type { Evidence, Experiment, ExportDeclaration, Shape } from '../../grader/experiments/index.ts'
import type { Json } from '../../grader/exercise/exercise.ts'

interface Bare {
  experiment: Experiment<Json>
  answer: Record<string, (...call: unknown[]) => unknown>
  draw: Json
  tf: typeof Tf
  kit: typeof Kit
}

/** Runs every section once and returns what it measured. */
export function runSections({ experiment, answer, draw, tf, kit }: Bare): Record<string, unknown> {
  const learner = Object.fromEntries(
    Object.entries(experiment.exports).map(([name, declared]) => [
      name,
      (...call: never[]) => toEvidence(answer[name]?.(...call), declared.returns, declared, tf),
    ]),
  )
  const measured: Record<string, unknown> = {}
  for (const [name, section] of Object.entries(experiment.sections)) {
    measured[name] = tf.tidy(() => JSON.stringify(section({ learner, draw, tf, kit, data: null })))
  }
  return measured
}

/** Returned tensors that are not live become plain data, as the experiment expects. */
function toEvidence(value: unknown, shape: Shape, declared: ExportDeclaration, tf: typeof Tf): unknown {
  if (shape.kind === 'like') {
    const like = declared.parameters[shape.parameter]
    return like === undefined ? value : toEvidence(value, like, declared, tf)
  }
  if (shape.kind === 'array' && Array.isArray(value)) return value.map((one) => toEvidence(one, shape.of, declared, tf))
  if (shape.kind === 'record' && typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(shape.fields).map(([name, field]) => [
        name,
        toEvidence(Reflect.get(value, name), field, declared, tf),
      ]),
    )
  }
  if (shape.kind !== 'tensor' || shape.live || !(value instanceof tf.Tensor)) return value
  const evidence: Evidence = { shape: value.shape, dtype: value.dtype, values: Array.from(value.dataSync()) }
  return evidence
}

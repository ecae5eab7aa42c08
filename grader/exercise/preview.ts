/** What an author sees while writing: every file of the folder graded on one variant, as soon as something changed. */
import type { CageHost } from '../host/host.ts'
import type { Verdict } from '../judge/verdict.ts'
import type { Reader } from '../reading/reader.ts'
import type { Exercise, GradingBundle, PublicDraw } from './exercise.ts'
import { ExerciseError } from './exercise-error.ts'
import type { Fault } from './exercise-error.ts'
import { measureDraws, publicSeeds } from './public-draws.ts'
import { hashReferenceSources } from './revision.ts'
import { findStaticFaults } from './validate-static.ts'
import { everyPair, findRunFaults, gradePairs, listSamples } from './validate-run.ts'
import type { Sample } from './validate-run.ts'

export interface Preview {
  slug: string
  /** Null where the folder is no exercise yet. */
  revision: string | null
  state: 'running' | 'done'
  /** Of the folder as it lies there. */
  faults: Fault[]
  /** The variant that everything is graded on, with the model solution's measurements as they are now. */
  draw: PublicDraw | null
  samples: PreviewSample[]
}

export interface PreviewSample {
  file: string
  /** Null until it has been graded. */
  verdict: Verdict | null
  /** What of it is not as checks.ts declares it. */
  faults: Fault[]
}

/** Measures the model solution again only when what it depends on has changed. */
export interface PreviewMemory {
  measured: { source: string; draw: PublicDraw } | null
}

/**
 * Grades the folder and tells each step of it.
 * @param read throws ExerciseError where the folder is no exercise
 * @param request.signal stops telling: something newer is on its way
 */
export async function previewExercise(request: {
  slug: string
  read: () => Promise<Exercise>
  /** As many gradings at the same time. */
  lanes: () => Promise<readonly CageHost[]>
  reader: Reader
  memory: PreviewMemory
  onPreview: (preview: Preview) => void
  signal: AbortSignal
}): Promise<void> {
  const { slug, reader, signal } = request
  let preview: Preview = { slug, revision: null, state: 'running', faults: [], draw: null, samples: [] }
  const tell = (change: Partial<Preview>): void => {
    preview = { ...preview, ...change }
    if (!signal.aborted) request.onPreview(preview)
  }
  try {
    const exercise = await request.read()
    const bundle = await reader.makeGradingBundle(exercise)
    const declared = await reader.readDeclarations(exercise)
    const samples = listSamples(exercise, declared)
    tell({
      revision: exercise.revision,
      faults: findStaticFaults(exercise, declared),
      samples: samples.map(({ file }) => ({ file, verdict: null, faults: [] })),
    })
    const lanes = await request.lanes()
    const draw = await measure({ exercise, bundle, lanes, memory: request.memory })
    tell({ draw })
    await gradePairs({
      lanes,
      bundle,
      pairs: everyPair(samples.toSorted(solutionFirst), [draw]),
      backend: 'wasm',
      signal,
      onGraded(graded) {
        const { sample, verdict } = graded
        const found = { file: sample.file, verdict, faults: findRunFaults(graded, exercise.meta.budget.timeMs) }
        tell({ samples: preview.samples.map((one) => (one.file === sample.file ? found : one)) })
      },
    })
    tell({ state: 'done' })
  } catch (error) {
    if (!(error instanceof ExerciseError)) throw error
    const { file, reason, next } = error
    tell({ state: 'done', faults: [...preview.faults, { file, reason, next }] })
  }
}

async function measure(request: {
  exercise: Exercise
  bundle: GradingBundle
  lanes: readonly CageHost[]
  memory: PreviewMemory
}): Promise<PublicDraw> {
  const { exercise, bundle, lanes, memory } = request
  const source = hashReferenceSources(exercise.files)
  if (memory.measured?.source === source) return memory.measured.draw
  const seeds = publicSeeds(exercise.meta.id, 1)
  const solution = exercise.files['solution.ts'] ?? ''
  try {
    const [draw] = await measureDraws({ lanes, bundle, solution, seeds })
    if (draw === undefined) throw new Error('no variant was drawn')
    memory.measured = { source, draw }
    return draw
  } catch (cause) {
    const reason = `cannot be measured: ${cause instanceof Error ? cause.message : String(cause)}`
    throw new ExerciseError(
      exercise.slug,
      { file: 'solution.ts', reason, next: 'Correct it, or experiment.ts.' },
      cause,
    )
  }
}

const solutionFirst = (a: Sample, b: Sample): number =>
  Number(b.file === 'solution.ts') - Number(a.file === 'solution.ts')

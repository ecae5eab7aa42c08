/** The validator: everything an exercise promises, proved by reading it and by running it. */
import type { CageHost } from '../host/host.ts'
import type { BackendName } from '../judge/verdict.ts'
import type { Reader } from '../reading/reader.ts'
import type { Exercise, GradingBundle, PublicDraw, Reference } from './exercise.ts'
import { ExerciseError } from './exercise-error.ts'
import type { Fault } from './exercise-error.ts'
import { collectMargins } from './margins.ts'
import { measureDraws, publicDrawCount, publicSeeds } from './public-draws.ts'
import { hashMarginSources, hashReferenceSources } from './revision.ts'
import { findMarginWarnings, readMargins } from './thin-margins.ts'
import type { CheckMargin } from './thin-margins.ts'
import { findCourseFaults, findMissingSamples, findStaticFaults } from './validate-static.ts'
import type { CourseLesson } from './validate-static.ts'
import { everyPair, findBackendFaults, findRunFaults, gradePairs, listSamples } from './validate-run.ts'
import type { GradedSample, Pair, Sample } from './validate-run.ts'

export interface Validation {
  slug: string
  faults: Fault[]
  /** What its author should look at, without being wrong. */
  warnings: Fault[]
  /** Of reference.json, once something was graded. */
  margins: CheckMargin[]
  gradings: number
  /** Only after a deep validation without faults: what reference.json must hold. */
  reference: Reference | null
}

export interface ValidateOptions {
  /** As many gradings at the same time. Started only when the files alone show no fault. */
  lanes: () => Promise<readonly CageHost[]>
  reader: Reader
  /** Three backends, many seeds, margins, and a new reference. */
  deep: boolean
  /** Fewer draws for a deep validation while its author still changes things: less of luck is seen. */
  draws?: number
  /** The other exercises, for ids and prerequisites. */
  all: readonly Pick<Exercise, 'slug' | 'meta'>[]
  /** Of the course. */
  lessons: readonly CourseLesson[]
  /** @param progress.total that there will be, unless a fault ends it earlier */
  onGraded?: (graded: GradedSample, progress: { done: number; total: number }) => void
}

/**
 * Of a deep validation: draws on which every file ends alike on three backends, and draws on which it ends alike on one. A
 * verdict that luck decides one time in ten is seen on forty draws with a probability of 98 %.
 */
const drawCounts = { onEveryBackend: 10, onOne: 40 } as const

/** Never throws for what is wrong with the exercise. */
export async function validateExercise(exercise: Exercise, options: ValidateOptions): Promise<Validation> {
  try {
    const prepared = await prepare(exercise, options.reader)
    const faults = [...findStaticFaults(exercise, prepared.declared), ...findCourseFaults(exercise, options)]
    if (!options.deep) faults.push(...findReferenceFaults(exercise))
    if (faults.length > 0) return ungraded(exercise.slug, faults)
    const run = new ValidationRun(prepared, await options.lanes(), options)
    const validation = await (options.deep ? run.deep() : run.quick(exercise.reference?.draws ?? []))
    return { ...validation, faults: [...validation.faults, ...findMissingSamples(exercise)] }
  } catch (error) {
    if (!(error instanceof ExerciseError)) throw error
    const { file, reason, next } = error
    return ungraded(exercise.slug, [{ file, reason, next }])
  }
}

/** For what ended before anything ran. */
export function ungraded(slug: string, faults: Fault[]): Validation {
  return { slug, faults, warnings: [], margins: [], gradings: 0, reference: null }
}

function findReferenceFaults({ files, reference, meta }: Exercise): Fault[] {
  const file = 'reference.json'
  const next = 'Run `npm run -s exercise -- check --deep` for this exercise and keep the file that it writes.'
  if (reference === null) return [{ file, reason: 'is missing', next }]
  if (reference.source !== hashReferenceSources(files)) {
    return [{ file, reason: 'was made from another experiment.ts, solution.ts or data.json', next }]
  }
  const seeds = publicSeeds(meta.id)
  const fits = reference.draws.length === publicDrawCount && reference.draws.every((draw, i) => draw.seed === seeds[i])
  return fits ? [] : [{ file, reason: `does not hold the draws of ${meta.id}`, next }]
}

type Prepared = Awaited<ReturnType<typeof prepare>>

async function prepare(exercise: Exercise, reader: Reader) {
  const bundle = await reader.makeGradingBundle(exercise)
  const declared = await reader.readDeclarations(exercise)
  return { exercise, bundle, declared, samples: listSamples(exercise, declared) }
}

const ownFiles: readonly string[] = ['solution.ts', 'starter.ts']

class ValidationRun {
  private readonly prepared: Prepared
  private readonly lanes: readonly CageHost[]
  private readonly options: ValidateOptions
  private readonly graded: GradedSample[] = []
  private readonly faults: Fault[] = []
  private planned = 0
  private done = 0

  constructor(prepared: Prepared, lanes: readonly CageHost[], options: ValidateOptions) {
    this.prepared = prepared
    this.lanes = lanes
    this.options = options
  }

  /** Solution and starter on every draw, all else on one of them in turn, on wasm; what is right on webgl too. `deep` leaves none out. */
  async quick(draws: readonly PublicDraw[]): Promise<Validation> {
    const { samples } = this.prepared
    const own = samples.filter(({ file }) => ownFiles.includes(file))
    const inTurn = samples.flatMap((sample, index) => {
      const draw = draws[index % draws.length]
      return draw === undefined ? [] : [{ sample, draw }]
    })
    const others = inTurn.filter(({ sample }) => !ownFiles.includes(sample.file))
    const right = inTurn.filter(({ sample }) => sample.kind === 'passed' || ownFiles.includes(sample.file))
    const first = [...everyPair(own, draws), ...others]
    this.planned = first.length + right.length
    await this.grade('wasm', first)
    if (this.faults.length === 0) await this.grade('webgl', right)
    return this.finish(null)
  }

  async deep(): Promise<Validation> {
    const { exercise, samples } = this.prepared
    const { draws: wanted = drawCounts.onOne } = this.options
    const draws = await this.measure(publicSeeds(exercise.meta.id))
    const moreCount = Math.max(0, wanted - draws.length)
    const sharedCount = Math.min(drawCounts.onEveryBackend, draws.length + moreCount)
    this.planned = samples.length * (draws.length + moreCount + 2 * sharedCount)
    await this.grade('wasm', everyPair(samples, draws))
    // A fault on the fast backend is worth knowing before the slow ones have run.
    if (this.faults.length > 0) return this.finish(null)
    const more = publicSeeds(`${exercise.meta.id}:more`, moreCount)
    const others = await this.measure(more)
    const isRight = ({ kind }: Sample): boolean => kind === 'passed'
    await this.grade(
      'wasm',
      everyPair(
        samples.filter((one) => !isRight(one)),
        others,
      ),
    )
    // Whatever the draw, the plainest right answer leaves half of what it may use.
    await this.grade('wasm', everyPair(samples.filter(isRight), others), halved(this.prepared.bundle))
    if (this.faults.length > 0) return this.finish(null)
    const shared = [...draws, ...others].slice(0, sharedCount)
    await this.grade('webgl', everyPair(samples, shared))
    await this.grade('cpu', everyPair(samples, shared))
    this.faults.push(...findBackendFaults(this.graded))
    const isPublic = new Set(draws.map(({ seed }) => seed))
    const margins = collectMargins(this.graded.filter(({ draw }) => isPublic.has(draw.seed)))
    const marginsSource = hashMarginSources(exercise)
    const source = hashReferenceSources(exercise.files)
    // `mutate` counts them; of the same files they still hold.
    const before = exercise.reference?.source === source ? exercise.reference.mutants : undefined
    const mutants = before === undefined ? {} : { mutants: before }
    return this.finish({ source, draws, marginsSource, margins, ...mutants })
  }

  private async measure(seeds: readonly number[]): Promise<PublicDraw[]> {
    const { exercise, bundle } = this.prepared
    try {
      return await measureDraws({ lanes: this.lanes, bundle, solution: exercise.files['solution.ts'] ?? '', seeds })
    } catch (error) {
      const reason = `cannot be measured: ${error instanceof Error ? error.message : String(error)}`
      const next = 'Correct the solution or the experiment until `npm run -s grade` passes it.'
      throw new ExerciseError(exercise.slug, { file: 'solution.ts', reason, next }, error)
    }
  }

  private async grade(
    backend: BackendName,
    pairs: readonly Pair[],
    bundle: GradingBundle = this.prepared.bundle,
  ): Promise<void> {
    const { exercise } = this.prepared
    const graded = await gradePairs({
      lanes: this.lanes,
      bundle,
      pairs,
      backend,
      onGraded: (one) => {
        this.done += 1
        this.options.onGraded?.(one, { done: this.done, total: this.planned })
      },
    })
    this.graded.push(...graded)
    // Speed is promised where the server grades.
    const budgetMs = backend === 'cpu' ? Infinity : exercise.meta.budget.timeMs
    for (const one of graded) this.faults.push(...findRunFaults(one, budgetMs))
  }

  private finish(reference: Reference | null): Validation {
    const isRight = this.faults.length === 0
    const exercise = { ...this.prepared.exercise, reference: reference ?? this.prepared.exercise.reference }
    return {
      slug: exercise.slug,
      faults: withoutRepetition(this.faults),
      // Beside faults they would say nothing that still holds once these are mended.
      warnings: isRight ? findMarginWarnings(exercise, this.graded) : [],
      margins: isRight ? readMargins(exercise.reference?.margins ?? {}, this.graded) : [],
      gradings: this.graded.length,
      reference: isRight ? reference : null,
    }
  }
}

/** Half the kernels and tensors; time is looked at for each right answer anyway. */
function halved(bundle: GradingBundle): GradingBundle {
  const { timeMs, tensorBytes, kernels } = bundle.budget
  return { ...bundle, budget: { timeMs, tensorBytes: tensorBytes / 2, kernels: kernels / 2 } }
}

/** The same fault on every draw and backend is one fault: the first is shown, the others are counted. */
function withoutRepetition(faults: readonly Fault[]): Fault[] {
  const groups = new Map<string, Fault[]>()
  for (const fault of faults) {
    // Numbers and backends differ from draw to draw; what stands before the first digit or bracket does not.
    const key = `${fault.file} ${fault.next} ${fault.reason.split(/[:(]/)[0]}`
    groups.set(key, [...(groups.get(key) ?? []), fault])
  }
  return [...groups.values()].flatMap(([first, ...others]) => {
    if (!first) return []
    return [others.length === 0 ? first : { ...first, reason: `${first.reason}; and ${others.length} more times` }]
  })
}

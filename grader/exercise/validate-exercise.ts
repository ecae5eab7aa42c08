/** The validator: everything an exercise promises, proved by reading it and by running it. */
import type { CageHost } from '../host/host.ts'
import type { BackendName } from '../judge/verdict.ts'
import type { Reader } from '../reading/reader.ts'
import type { Exercise, PublicDraw, Reference } from './exercise.ts'
import { ExerciseError } from './exercise-error.ts'
import type { Fault } from './exercise-error.ts'
import { collectMargins } from './margins.ts'
import { measureDraws, publicDrawCount, publicSeeds } from './public-draws.ts'
import { hashReferenceSources } from './revision.ts'
import { findCourseFaults, findStaticFaults } from './validate-static.ts'
import { findBackendFaults, findRunFaults, gradeSamples, listSamples } from './validate-run.ts'
import type { GradedSample } from './validate-run.ts'

export interface Validation {
  slug: string
  faults: Fault[]
  gradings: number
  /** Only after a deep validation without faults: what reference.json must hold. */
  reference: Reference | null
}

export interface ValidateOptions {
  /** Started only when the files alone show no fault. */
  host: () => Promise<CageHost>
  reader: Reader
  /** Three backends, many seeds, margins, and a new reference. */
  deep: boolean
  /** Gradings at the same time. */
  parallel: number
  /** The other exercises, for ids and prerequisites. */
  all: readonly Pick<Exercise, 'slug' | 'meta'>[]
  onGraded?: (graded: GradedSample) => void
}

/** Seeds beyond the public ones that the solution must pass in a deep validation. */
const deepSeedCount = 12

/** Never throws for what is wrong with the exercise. */
export async function validateExercise(exercise: Exercise, options: ValidateOptions): Promise<Validation> {
  try {
    const prepared = await prepare(exercise, options.reader)
    const faults = [...findStaticFaults(exercise, prepared.declared), ...findCourseFaults(exercise, options.all)]
    if (!options.deep) faults.push(...findReferenceFaults(exercise))
    if (faults.length > 0) return { slug: exercise.slug, faults, gradings: 0, reference: null }
    const run = new ValidationRun(prepared, await options.host(), options)
    return await (options.deep ? run.deep() : run.quick(exercise.reference?.draws ?? []))
  } catch (error) {
    if (!(error instanceof ExerciseError)) throw error
    const { file, reason, next } = error
    return { slug: exercise.slug, faults: [{ file, reason, next }], gradings: 0, reference: null }
  }
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
  private readonly host: CageHost
  private readonly options: ValidateOptions
  private readonly graded: GradedSample[] = []
  private readonly faults: Fault[] = []

  constructor(prepared: Prepared, host: CageHost, options: ValidateOptions) {
    this.prepared = prepared
    this.host = host
    this.options = options
  }

  /** Solution and starter on every draw, on wasm and webgl; each wrong idea on one of them in turn, on wasm. `deep` leaves none out. */
  async quick(draws: readonly PublicDraw[]): Promise<Validation> {
    const files = this.prepared.samples.map(({ file }) => file)
    const ideas = files.filter((file) => !ownFiles.includes(file))
    await this.grade('wasm', draws, ownFiles)
    for (const [index, file] of ideas.entries()) {
      const own = draws.filter((_, at) => at === index % draws.length)
      await this.grade('wasm', own, [file])
    }
    if (this.faults.length === 0) await this.grade('webgl', draws, ownFiles)
    return this.finish(null)
  }

  async deep(): Promise<Validation> {
    const { exercise } = this.prepared
    const draws = await this.measure(publicSeeds(exercise.meta.id))
    await this.grade('wasm', draws)
    // A fault on the fast backend is worth knowing before the slow ones have run.
    if (this.faults.length > 0) return this.finish(null)
    await this.grade('webgl', draws)
    await this.grade('cpu', draws)
    this.faults.push(...findBackendFaults(this.graded))
    const margins = collectMargins(this.graded)
    const more = publicSeeds(`${exercise.meta.id}:more`, deepSeedCount)
    const moreDraws = await this.measure(more)
    await this.grade('wasm', moreDraws, ['solution.ts'])
    await this.grade('webgl', moreDraws, ['solution.ts'])
    return this.finish({ source: hashReferenceSources(exercise.files), draws, margins })
  }

  private async measure(seeds: readonly number[]): Promise<PublicDraw[]> {
    const { exercise, bundle } = this.prepared
    try {
      return await measureDraws({ host: this.host, bundle, solution: exercise.files['solution.ts'] ?? '', seeds })
    } catch (error) {
      const reason = `cannot be measured: ${error instanceof Error ? error.message : String(error)}`
      const next = 'Correct the solution or the experiment until `npm run -s grade` passes it.'
      throw new ExerciseError(exercise.slug, { file: 'solution.ts', reason, next }, error)
    }
  }

  private async grade(backend: BackendName, draws: readonly PublicDraw[], only?: readonly string[]): Promise<void> {
    const { exercise, bundle, samples } = this.prepared
    const graded = await gradeSamples({
      host: this.host,
      bundle,
      samples: only ? samples.filter(({ file }) => only.includes(file)) : samples,
      draws,
      backend,
      parallel: this.options.parallel,
      ...(this.options.onGraded ? { onGraded: this.options.onGraded } : {}),
    })
    this.graded.push(...graded)
    // Speed is promised where the server grades.
    const budgetMs = backend === 'cpu' ? Infinity : exercise.meta.budget.timeMs
    for (const one of graded) this.faults.push(...findRunFaults(one, budgetMs))
  }

  private finish(reference: Reference | null): Validation {
    return {
      slug: this.prepared.exercise.slug,
      faults: withoutRepetition(this.faults),
      gradings: this.graded.length,
      reference: this.faults.length === 0 ? reference : null,
    }
  }
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

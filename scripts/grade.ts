/**
 * npm run -s grade -- SLUG FILE... [--json] [--seed N] [--backend webgl|wasm|cpu]
 *
 * Grades files exactly as the server does (same cage, judge and limits, a private draw each), without a database.
 * Exit 0: all passed; 1: some did not; 2: wrong usage; 3: broken.
 */
import { randomInt } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { Exercise } from '../grader/exercise/exercise.ts'
import { makeChromiumHost } from '../grader/host/chromium-host.ts'
import type { ChromiumHost } from '../grader/host/chromium-host.ts'
import { makeReader } from '../grader/reading/reader.ts'
import type { Reader } from '../grader/reading/reader.ts'
import { gradeUntilDecided } from '../grader/service/grade-until-decided.ts'
import { backendNames } from '../grader/judge/verdict.ts'
import type { BackendName, Verdict } from '../grader/judge/verdict.ts'
import { exitOnSignals } from './exit-on-signals.ts'

const usage = 'usage: npm run -s grade -- SLUG FILE... [--json] [--seed N] [--backend webgl|wasm|cpu]'
const exercisesFolder = fileURLToPath(new URL('../exercises', import.meta.url))
const SEED_RANGE = 2 ** 47

interface Request {
  slug: string
  files: string[]
  json: boolean
  seed: number | undefined
  backend: BackendName
}

process.exitCode = await main(process.argv.slice(2))

async function main(argv: string[]): Promise<number> {
  exitOnSignals()
  let request: Request
  let exercise: Exercise
  let sources: string[]
  const reader = makeReader()
  try {
    request = parseRequest(argv)
    exercise = await reader.readExerciseFolder(join(exercisesFolder, request.slug))
    sources = await Promise.all(request.files.map((file) => readFile(file, 'utf8')))
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    return 2
  }
  const host = await makeChromiumHost({ log: (line) => console.error(line), reader })
  try {
    const kinds: Verdict['kind'][] = []
    for (const [i, source] of sources.entries()) {
      const verdict = await gradeOne({ host, reader, exercise, source, request })
      kinds.push(verdict.kind)
      print(request.files[i] ?? '', verdict, request.json)
    }
    if (kinds.includes('broken')) return 3
    return kinds.every((kind) => kind === 'passed') ? 0 : 1
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    return 3
  } finally {
    await host.close()
    reader.close()
  }
}

function parseRequest(argv: string[]): Request {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: { json: { type: 'boolean' }, seed: { type: 'string' }, backend: { type: 'string' } },
  })
  const [slug, ...files] = positionals
  if (slug === undefined || files.length === 0 || !/^[a-z0-9-]+$/.test(slug)) throw new Error(usage)
  const backend = backendNames.find((name) => name === (values.backend ?? process.env.GRADER_BACKEND ?? 'webgl'))
  if (backend === undefined) throw new Error(`${usage}\nunknown backend ${values.backend}`)
  const seed = values.seed === undefined ? undefined : Number(values.seed)
  if (seed !== undefined && !Number.isSafeInteger(seed)) throw new Error(`${usage}\n--seed takes an integer`)
  return { slug, files, json: values.json === true, seed, backend }
}

/** The variant is drawn after the source was read, and the model solution is measured on it in a cage of its own. */
async function gradeOne(of: {
  host: ChromiumHost
  reader: Reader
  exercise: Exercise
  source: string
  request: Request
}): Promise<Verdict> {
  const { host, reader, exercise, source, request } = of
  const bundle = await reader.makeGradingBundle(exercise)
  const { backend } = request
  const solution = exercise.files['solution.ts'] ?? ''
  const measure = async (seed: number) => ({
    seed,
    ...(await host.measureReference({ bundle, solution, seed, backend })),
  })
  const compiled = await reader.compileLearner(source)
  const run = (drawn: Awaited<ReturnType<typeof measure>>) =>
    host.grade({ bundle, source, compiled, ...drawn, backend })
  // Whoever names a seed wants that very draw.
  if (request.seed !== undefined) return run(await measure(request.seed))
  const drawAnother = () => measure(randomInt(SEED_RANGE))
  return (await gradeUntilDecided(await drawAnother(), run, drawAnother)).verdict
}

function print(file: string, verdict: Verdict, json: boolean): void {
  if (json) {
    const { kind, score, problem, misconception, backend, renderer, seed, durationMs } = verdict
    const checks = verdict.checks.map(({ weight: _, layer: __, ...told }) => told)
    const { notes } = verdict
    console.log(
      JSON.stringify({ file, kind, score, problem, checks, misconception, notes, backend, renderer, seed, durationMs }),
    )
    return
  }
  console.log(
    `${file}: ${verdict.kind}, score ${verdict.score.toFixed(2)}, ${verdict.backend ?? 'not run'}, ${verdict.durationMs} ms`,
  )
  if (verdict.problem !== null) console.log(`  ${describeProblem(verdict.problem)}`)
  for (const check of verdict.checks) {
    const saw = check.problem === null ? `measured ${check.measured}, ` : `${describeProblem(check.problem)}, `
    console.log(`  ${check.passed ? 'ok  ' : 'FAIL'} ${check.id}: ${saw}expected ${JSON.stringify(check.expected)}`)
  }
  if (verdict.misconception !== null) console.log(`  recognised: ${verdict.misconception}`)
  for (const note of verdict.notes) console.log(`  note: ${note.code} ${JSON.stringify(note.params)}`)
}

function describeProblem(problem: NonNullable<Verdict['problem']>): string {
  const line = problem.line === null ? '' : ` (line ${problem.line})`
  return `${problem.code} ${JSON.stringify(problem.params)}${line}`
}

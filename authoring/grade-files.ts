/** Files graded exactly as the server does it (same cage, judge and limits, a private draw each), without a database. */
import { randomInt } from 'node:crypto'

import type { Exercise } from '../grader/exercise/exercise.ts'
import { makeChromiumHost } from '../grader/host/chromium-host.ts'
import type { ChromiumHost } from '../grader/host/chromium-host.ts'
import type { BackendName, Verdict } from '../grader/judge/verdict.ts'
import type { Reader } from '../grader/reading/reader.ts'
import { gradeUntilDecided } from '../grader/service/grade-until-decided.ts'

const SEED_RANGE = 2 ** 47

interface Request {
  exercise: Exercise
  files: ReadonlyArray<{ file: string; source: string }>
  reader: Reader
  backend: BackendName
  /** Undefined: another draw for each, as on the server. */
  seed: number | undefined
}

/** Each file's verdict, one after another. */
export async function* gradeFiles({ files, ...request }: Request): AsyncGenerator<{ file: string; verdict: Verdict }> {
  const host = await makeChromiumHost({ log: (line) => console.error(line), reader: request.reader })
  try {
    for (const { file, source } of files) yield { file, verdict: await gradeOne({ ...request, host, source }) }
  } finally {
    await host.close()
  }
}

/** The variant is drawn after the source was read, and the model solution is measured on it in a cage of its own. */
async function gradeOne(of: Omit<Request, 'files'> & { host: ChromiumHost; source: string }): Promise<Verdict> {
  const { host, reader, exercise, source, backend } = of
  const bundle = await reader.makeGradingBundle(exercise)
  const solution = exercise.files['solution.ts'] ?? ''
  const measure = async (seed: number) => ({
    seed,
    ...(await host.measureReference({ bundle, solution, seed, backend })),
  })
  const compiled = await reader.compileLearner(source)
  const run = (drawn: Awaited<ReturnType<typeof measure>>) =>
    host.grade({ bundle, source, compiled, ...drawn, backend })
  // Whoever names a seed wants that very draw.
  if (of.seed !== undefined) return run(await measure(of.seed))
  const drawAnother = () => measure(randomInt(SEED_RANGE))
  return (await gradeUntilDecided(await drawAnother(), run, drawAnother)).verdict
}

/** One line of JSON. */
export function formatVerdict(file: string, verdict: Verdict): string {
  const { kind, score, problem, misconception, notes, backend, renderer, seed, durationMs } = verdict
  const checks = verdict.checks.map(({ weight: _, layer: __, ...told }) => told)
  return JSON.stringify({
    file,
    kind,
    score,
    problem,
    checks,
    misconception,
    notes,
    backend,
    renderer,
    seed,
    durationMs,
  })
}

export function describeVerdict(file: string, verdict: Verdict): string {
  const { kind, score, backend, durationMs, problem, checks, misconception, notes } = verdict
  return [
    `${file}: ${kind}, score ${score.toFixed(2)}, ${backend ?? 'not run'}, ${durationMs} ms`,
    ...(problem === null ? [] : [`  ${describeProblem(problem)}`]),
    ...checks.map((check) => {
      const saw = check.problem === null ? `measured ${check.measured}` : describeProblem(check.problem)
      return `  ${check.passed ? 'ok  ' : 'FAIL'} ${check.id}: ${saw}, expected ${JSON.stringify(check.expected)}`
    }),
    ...(misconception === null ? [] : [`  recognised: ${misconception}`]),
    ...notes.map((note) => `  note: ${note.code} ${JSON.stringify(note.params)}`),
  ].join('\n')
}

function describeProblem(problem: NonNullable<Verdict['problem']>): string {
  const line = problem.line === null ? '' : ` (line ${problem.line})`
  return `${problem.code} ${JSON.stringify(problem.params)}${line}`
}

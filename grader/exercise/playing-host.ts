/** For tests: a finished exercise, and a host that plays verdicts instead of running anything. */
import type { CageHost } from '../host/host.ts'
import type { CheckResult, Verdict, VerdictKind } from '../judge/verdict.ts'
import type { Exercise } from './exercise.ts'
import { kindOfSample } from './sample-ids.ts'
import { scaffoldExercise } from './scaffold.ts'

/** As many as an exercise needs. */
const samples = [...'abcd']
  .map((name) => `samples/passed-${name}.ts`)
  .concat([...'abcdefghij'].map((name) => `samples/failed-${name}.ts`))

/** The scaffold as its author leaves it. */
export const finished = Object.fromEntries([
  ...Object.entries(scaffoldExercise('squared-norm', [])).map(([path, text]) => {
    if (path.startsWith('starter.')) return [path, text]
    return [path, text.replaceAll('todo/todo', 'unit/lesson').replaceAll('"todo"', '"concept"').replaceAll('TODO', '')]
  }),
  ...samples.map((path) => [path, `// ${path}`]),
])

export const check = (passed: boolean, measured = passed ? 1.00002 : 3): CheckResult => ({
  id: 'value',
  weight: 1,
  passed,
  measured,
  expected: { verb: 'near', value: 1, rel: 1e-4 },
  layer: null,
  problem: null,
})

export const verdict = (kind: VerdictKind, more: Partial<Verdict> = {}): Verdict => ({
  kind,
  score: 0,
  checks: [check(kind === 'passed')],
  misconception: null,
  problem: null,
  notes: [],
  plots: [],
  console: [],
  backend: 'wasm',
  renderer: null,
  seed: 1,
  durationMs: 100,
  ...more,
})

type FileName = 'solution' | 'starter' | 'idea' | 'right' | 'wrong'
export type Play = (file: FileName, backend: string, seed: number) => Verdict

export const asDeclared: Play = (file) =>
  file === 'solution' || file === 'right'
    ? verdict('passed')
    : verdict('failed', file === 'idea' ? { misconception: 'forgets-the-square' } : {})

/** @param cpuMs of each grading; left out, the host cannot tell */
export function playing(exercise: Exercise, play: Play, cpuMs?: number): CageHost {
  const names: Array<[string | undefined, FileName]> = [
    [exercise.files['solution.ts'], 'solution'],
    [exercise.files['starter.ts'], 'starter'],
    ...Object.entries(exercise.samples).map(([path, text]): [string, FileName] => {
      return [text, kindOfSample(path) === 'passed' ? 'right' : 'wrong']
    }),
  ]
  return {
    warm: async () => {},
    close: async () => {},
    measureReference: async ({ seed }) => ({ draw: { seed }, reference: { norms: { squared: [seed] } } }),
    grade: async ({ source, backend, seed }, options) => {
      if (cpuMs !== undefined) options?.onCpuMs?.(cpuMs)
      const file = names.find(([text]) => text === source)?.[1] ?? 'idea'
      return play(file, backend, seed)
    },
  }
}

/** Two gradings at the same time, each as `host` has it. */
export const twice = async (host: CageHost): Promise<CageHost[]> => [host, host]

/** Nothing lost, nothing twice: the short form of `npm run faults`, on the real product. */
import { beforeAll, expect, test } from 'vitest'
import { runDrill } from '../../rig/faults/drill.ts'
import { describeReport } from '../../rig/faults/report.ts'
import { buildWhenNeeded } from '../../runner/build/build.ts'
import { drawSeed } from './draw-seed.ts'

const rounds = 1
const inFlight = 16
/** It takes two to three minutes on two cores. */
const limitMs = 400_000

beforeAll(() => buildWhenNeeded({ log: (line) => console.log(line), signal: new AbortController().signal }), 300_000)

test(
  'every submission gets its one verdict, whichever part is killed while it is on its way',
  async () => {
    const seed = drawSeed()
    const said: string[] = []
    const log = (line: string): void => void said.push(line)
    const signal = AbortSignal.timeout(limitMs)
    const report = await runDrill({ rounds, inFlight, seed, backend: 'wasm', log, signal }).catch((cause: unknown) => {
      throw new Error(`The drill did not end by itself. It said:\n${said.join('\n')}`, { cause })
    })
    const repeat = `npm run -s faults -- --rounds ${rounds} --in-flight ${inFlight} --seed ${seed}`
    const story = [`repeat it: ${repeat}`, ...said, ...describeReport(report)].join('\n')
    // A drill in which nothing was killed or graded would prove nothing.
    expect(report.kills.map(({ kind }) => kind).toSorted(), story).toEqual(['browser', 'grader', 'postgres', 'web'])
    expect(report.stored.length, story).toBeGreaterThan(inFlight)
    expect(report.violations, story).toEqual([])
  },
  1.2 * limitMs,
)

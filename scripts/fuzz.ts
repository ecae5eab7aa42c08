/**
 * npm run -s fuzz -- compile [--minutes N] [--seed S]
 *
 * Looks for texts whose reading takes more than linear time: shapes drawn from a grammar, doubled in size, through the compiler, the
 * tokens of similarity, the prose and the declarations. Prints what it found, made small, with the seed that draws it again (with
 * --minutes 0 that one alone), and the largest exponents. Exit 0: nothing found; 1: something; 2: wrong usage.
 */
import { randomInt } from 'node:crypto'
import path from 'node:path'
import { parseArgs } from 'node:util'

import { z } from 'zod'

import { openReaderProcess } from '../grader/reading/open-reader-process.ts'
import { makeRandom } from './demo/random.ts'
import { isHeavy, makeMeter, measureGrowth, minimise } from './fuzz/growth.ts'
import type { Growth } from './fuzz/growth.ts'
import { drawShape, subjects, writeShape } from './fuzz/shapes.ts'
import { checkout } from './start-environment.ts'

const seedRange = 2 ** 31
const request = z.object({
  minutes: z.coerce.number().min(0).default(5),
  seed: z.coerce
    .number()
    .int()
    .min(0)
    .max(seedRange)
    .default(() => randomInt(seedRange)),
})

process.exitCode = await main()

async function main(): Promise<number> {
  const asked = readArguments()
  if (asked === undefined) return 2
  const meter = makeMeter(() => openReaderProcess(path.join(checkout, 'grader', 'reading', 'reader-process.ts')))
  const until = performance.now() + asked.minutes * 60_000
  const steepest = new Map<string, { exponent: number; seed: number; ms: number }>()
  let [shapes, found] = [0, 0]
  let { seed } = asked
  try {
    do {
      const random = makeRandom(seed)
      const subject = subjects[Math.floor(random() * subjects.length)] ?? 'compile'
      const shape = drawShape(subject, random)
      const growth = await measureGrowth(meter, subject, shape)
      const { exponent } = growth
      if (exponent > (steepest.get(subject)?.exponent ?? 0)) {
        steepest.set(subject, { exponent, seed, ms: growth.ms.at(-1)?.[1] ?? 0 })
      }
      if (isHeavy(growth)) {
        found += 1
        const small = await minimise(meter, subject, shape)
        console.log(`${subject}, seed ${seed}: ${describeGrowth(growth)}`)
        console.log(`  ${JSON.stringify(small)}`)
        console.log(`  ${JSON.stringify(writeShape(small, 120))}`)
      }
      shapes += 1
      seed += 1
    } while (performance.now() < until)
  } finally {
    meter.close()
  }
  console.log(`${shapes} shapes from seed ${asked.seed} on, ${found} heavy`)
  for (const [subject, { exponent, seed: of, ms }] of steepest) {
    console.log(`  ${subject}: steepest ${exponent.toFixed(2)}, ${Math.round(ms)} ms at the largest size, seed ${of}`)
  }
  return found === 0 ? 0 : 1
}

function describeGrowth({ ms, exponent }: Growth): string {
  const steps = ms.map(
    ([size, time]) => `${Math.round(size / 1024)} kB ${Number.isFinite(time) ? `${Math.round(time)} ms` : 'never'}`,
  )
  return `${steps.join(', ')}; exponent ${exponent.toFixed(2)}`
}

function readArguments(): z.infer<typeof request> | undefined {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { minutes: { type: 'string' }, seed: { type: 'string' } },
    })
    if (positionals.length !== 1 || positionals[0] !== 'compile') throw new Error('There is one fuzzer: compile.')
    return request.parse(values)
  } catch (error) {
    const why = error instanceof z.ZodError ? z.prettifyError(error) : error instanceof Error ? error.message : ''
    console.error(`usage: npm run -s fuzz -- compile [--minutes N] [--seed S]\n${why}`)
    return undefined
  }
}

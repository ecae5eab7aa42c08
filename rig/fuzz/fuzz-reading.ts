/** Draws shapes of texts until the time is over, and tells which of them cost more than their size. */
import path from 'node:path'

import { openReaderProcess } from '../../grader/reading/open-reader-process.ts'
import { checkout } from '../../runner/checkout.ts'
import { mulberry32 } from '../../grader/kit/mulberry32.ts'
import { isHeavy, makeMeter, measureGrowth, minimise } from './growth.ts'
import type { Growth } from './growth.ts'
import { drawShape, subjects, writeShape } from './shapes.ts'

/** @returns how many heavy ones were found */
export async function fuzzReading(options: {
  minutes: number
  /** Of the first shape; each has the next one. */
  seed: number
  log: (line: string) => void
}): Promise<number> {
  const { minutes, log } = options
  const meter = makeMeter(() => openReaderProcess(path.join(checkout, 'grader', 'reading', 'reader-process.ts')))
  const until = performance.now() + minutes * 60_000
  const steepest = new Map<string, { exponent: number; seed: number; ms: number }>()
  let [shapes, found] = [0, 0]
  let { seed } = options
  try {
    do {
      const random = mulberry32(seed)
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
        log(`${subject}, seed ${seed}: ${describeGrowth(growth)}`)
        log(`  ${JSON.stringify(small)}`)
        log(`  ${JSON.stringify(writeShape(small, 120))}`)
      }
      shapes += 1
      seed += 1
    } while (performance.now() < until)
  } finally {
    meter.close()
  }
  log(`${shapes} shapes from seed ${options.seed} on, ${found} heavy`)
  for (const [subject, { exponent, seed: of, ms }] of steepest) {
    log(`  ${subject}: steepest ${exponent.toFixed(2)}, ${Math.round(ms)} ms at the largest size, seed ${of}`)
  }
  return found
}

function describeGrowth({ ms, exponent }: Growth): string {
  const steps = ms.map(
    ([size, time]) => `${Math.round(size / 1024)} kB ${Number.isFinite(time) ? `${Math.round(time)} ms` : 'never'}`,
  )
  return `${steps.join(', ')}; exponent ${exponent.toFixed(2)}`
}

/** How the cost of reading a text grows with its size: CPU time of a reader's process, which others on the machine hardly disturb. */
import { finished } from '../../grader/exercise/playing-host.ts'
import { startDeadline } from '../../grader/host/deadline.ts'
import { RealmDied } from '../../grader/host/mailbox.ts'
import type { ReadingRealm } from '../../grader/reading/reading-pool.ts'
import { writeShape } from './shapes.ts'
import type { Shape, Subject } from './shapes.ts'

export interface Growth {
  /** CPU milliseconds by size in characters; where the reader died or was given up, Infinity. */
  ms: Array<[size: number, ms: number]>
  /** Of the power of the size that the time grows with, between the two largest that were read. */
  exponent: number
}

/** Halved until it is read. A byte less than a submission may be: fragments are plain ASCII. */
const largest = 64 * 1024 - 1
const smallest = 2 * 1024
/** What is quicker than this at the largest size says nothing about growth. */
const tellingMs = 60
/** Of CPU time. */
const givenUpMs = 4000
/** More than a submission should cost, and a fifth of what it may. */
const heavyMs = 400

/** A realm that is replaced when a text ends it. */
export interface Meter {
  measure(subject: Subject, text: string): Promise<number>
  close(): void
}

export function makeMeter(open: () => Promise<ReadingRealm>): Meter {
  let realm: ReadingRealm | undefined
  return {
    async measure(subject, text) {
      realm ??= await open()
      const { port, cpuMs = () => Promise.resolve(0) } = realm
      const before = await cpuMs()
      const used = async () => (await cpuMs()) - before
      const callOff = startDeadline({
        limitMs: givenUpMs,
        cpuMs: used,
        longest: 50,
        end: (why) => port.mailbox.close(why),
      })
      try {
        port.post({ command: JSON.stringify(commandFor(subject, text)) })
        await port.mailbox.next()
        return await used()
      } catch (error) {
        if (!(error instanceof RealmDied)) throw error
        port.end()
        realm = undefined
        return Infinity
      } finally {
        callOff()
      }
    },
    close: () => realm?.port.end(),
  }
}

function commandFor(subject: Subject, text: string): { name: string; given: unknown[] } {
  switch (subject) {
    case 'compile':
      return { name: 'compileLearner', given: [text] }
    case 'tokens':
      return { name: 'readCode', given: [text] }
    case 'prose':
      return { name: 'parseExercise', given: ['squared-norm', { ...finished, 'en.md': text }] }
    case 'declarations':
      return { name: 'readDeclarations', given: [{ slug: 'fuzzed', files: { ...finished, 'checks.ts': text } }] }
  }
}

export async function measureGrowth(meter: Meter, subject: Subject, shape: Shape): Promise<Growth> {
  const median = async (size: number): Promise<number> => {
    const text = writeShape(shape, size)
    const first = await meter.measure(subject, text)
    if (first < tellingMs || first === Infinity) return first
    const [, middle = first] = [first, await meter.measure(subject, text), await meter.measure(subject, text)].toSorted(
      (a, b) => a - b,
    )
    return middle
  }
  const ms: Growth['ms'] = []
  for (let size = largest; size >= smallest; size /= 2) {
    const time = await median(size)
    ms.unshift([size, time])
    if (time < tellingMs) break
    // Two sizes that were read, the second of them the largest.
    if (ms.length > 1 && ms[1]?.[1] !== Infinity) break
  }
  const [before, last] = ms.filter(([, time]) => time !== Infinity).slice(-2)
  return { ms, exponent: before === undefined || last === undefined ? 0 : Math.log2(last[1] / Math.max(1, before[1])) }
}

/** Grows faster than its size, and costs something. */
export function isHeavy({ ms, exponent }: Growth): boolean {
  const most = ms.at(-1)?.[1] ?? 0
  return most === Infinity || (most > heavyMs && exponent > 1.5)
}

/** Leaves out each piece without which the shape costs about the same. */
export async function minimise(meter: Meter, subject: Subject, shape: Shape): Promise<Shape> {
  const cost = (of: Shape) => meter.measure(subject, writeShape(of, largest))
  const enough = Math.min(await cost(shape), givenUpMs) / 2
  let small = shape
  for (let at = 0; at < small.length;) {
    const without = small.toSpliced(at, 1)
    if ((await cost(without)) >= enough) small = without
    else at += 1
  }
  return small
}

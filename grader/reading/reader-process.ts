/**
 * The process around a reading thread: it passes texts on, and can say at any moment how much CPU time the thread has had.
 * Usage: node reader-process.ts MEMORY_LIMIT_MB, with a channel to its parent.
 */
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'

/** V8's own default for a main thread, 984 kB, and what Node keeps back: nesting ends as `too-deep` at the depth that it does elsewhere. */
const STACK_MB = (984 + 192) / 1024

const worker = new Worker(join(import.meta.dirname, 'reader-worker.ts'), {
  resourceLimits: { maxOldGenerationSizeMb: Number(process.argv[2]), stackSizeMb: STACK_MB },
})
worker.once('message', () => {
  worker.on('message', (answer: string) => tell({ answer }))
  tell({ up: true })
})
worker.on('error', (error) => {
  if ('code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY') tell({ outOfMemory: true })
})
// What was told is still sent.
worker.on('exit', () => process.disconnect())

process.on('message', (received) => {
  if (received !== 'cpu') return worker.postMessage(received)
  const { user, system } = process.cpuUsage()
  tell({ cpuMs: (user + system) / 1000 })
})
// Whoever asked is gone, perhaps in the middle of a text.
process.on('disconnect', () => process.exit(0))

function tell(told: object): void {
  process.send?.(told)
}

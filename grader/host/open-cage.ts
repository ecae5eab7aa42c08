/** Brings a cage from "its worker is up" to "its backend runs". */
import { parseCageMessage } from '../cage/messages.ts'
import type { CageCommand, KernelCall } from '../cage/protocol.ts'
import type { BackendName } from '../judge/verdict.ts'
import { RealmDied } from './mailbox.ts'
import type { RealmPort } from './mailbox.ts'

/** A cage whose backend runs: it takes one submission and is then thrown away, unless the realms say otherwise. */
export interface ReadyCage {
  port: RealmPort
  backend: BackendName
  renderer: string | null
  /** Measures the CPU time of the cage's run, where the host can tell it. */
  startClock?(): { cpuMs: () => Promise<number>; idleMs: () => number; end: () => void }
}

export function postCommand(port: RealmPort, command: CageCommand, wasm?: unknown): void {
  port.post({ command: JSON.stringify(command), ...(wasm === undefined ? {} : { wasm }) })
}

/** A cold WebGL start on a busy machine without a GPU needs several seconds. */
const START_LIMIT_MS = 30_000

/**
 * @param start.kernels launched while the cage waits for its code
 * @param start.wasm posted with the command, for the wasm backend alone
 * @throws RealmDied or Error if the backend does not run here
 */
export async function startCage(
  port: RealmPort,
  start: { backend: BackendName; kernels: KernelCall[]; wasm: unknown },
): Promise<ReadyCage> {
  const timer = setTimeout(
    () => port.mailbox.close(new RealmDied('silent', 'the cage did not start in time')),
    START_LIMIT_MS,
  )
  try {
    const { backend, kernels, wasm } = start
    postCommand(port, { type: 'start', backend, kernels }, wasm)
    const up = parseCageMessage(await port.mailbox.next())
    if (up?.type !== 'up') throw new Error('the cage did not come up')
    const answer = parseCageMessage(await port.mailbox.next())
    if (answer?.type !== 'ready') {
      throw new Error(answer?.type === 'unavailable' ? answer.detail : 'the cage did not become ready')
    }
    return { port, backend: answer.backend, renderer: answer.renderer }
  } catch (error) {
    port.end()
    throw error
  } finally {
    clearTimeout(timer)
  }
}

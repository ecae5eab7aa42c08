/**
 * The inside of a cage: a dedicated worker that serves one grading.
 *
 * Order matters. tfjs loads and its backend starts first, because it changes intrinsics; then SES freezes them; only
 * then is foreign code evaluated. The message port is captured here and stands in no Compartment.
 */
import type { BackendName } from '../judge/verdict.ts'
import { lockDown } from './compartment.ts'
import { launchKernel } from './kernel-calls.ts'
import { messageOf } from './learner-calls.ts'
import type { CageCommand, CageMessage, KernelCall } from './protocol.ts'
import { makeSession } from './session.ts'

/**
 * Starts the worker's one backend.
 * @param wasm bytes of tfjs's wasm module, for that backend alone: a cage has no network to fetch them from
 * @returns the GL renderer that really runs, or null where there is none
 * @throws Error with the reason if the backend cannot run here
 */
export type StartBackend = (wasm: ArrayBuffer | undefined) => Promise<string | null>

const schedule = setTimeout

/** After so many nothing becomes faster any more. */
const REHEARSALS = 20

export function serveCage(backend: BackendName, startBackend: StartBackend): void {
  const send = postMessage.bind(globalThis)
  const post = (message: CageMessage): void => send(JSON.stringify(message))
  const state: { session: ReturnType<typeof makeSession> | undefined; waiting: boolean } = {
    session: undefined,
    waiting: true,
  }

  async function serve(command: CageCommand, wasm: ArrayBuffer | undefined): Promise<void> {
    if (command.type === 'start') {
      await start(command.kernels, wasm)
      return
    }
    const { session } = state
    state.waiting = false
    if (session === undefined) throw new Error('the backend was not started')
    if (command.type === 'draw') session.draw(command)
    else await session.grade(command)
  }

  async function start(kernels: readonly KernelCall[], wasm: ArrayBuffer | undefined): Promise<void> {
    let renderer: string | null
    try {
      renderer = await startBackend(wasm)
    } catch (error) {
      post({ type: 'unavailable', detail: messageOf(error) })
      return
    }
    lockDown()
    const session = makeSession(post, backend)
    state.session = session
    post({ type: 'ready', backend, renderer })
    const launches = kernels.map((call) => () => launchKernel(call))
    warmUp([...launches, ...Array<() => void>(REHEARSALS).fill(session.rehearse)])
  }

  /** One step a turn, so that code which comes does not wait for the rest. */
  function warmUp([next, ...others]: ReadonlyArray<() => void>): void {
    if (next === undefined || !state.waiting) return
    try {
      next()
    } catch {
      // What is wrong here, such as a lost GPU, meets the grading too, which reports it.
      return
    }
    schedule(() => warmUp(others), 0)
  }

  addEventListener('message', (event: MessageEvent<{ command: string; wasm?: ArrayBuffer }>) => {
    const command: CageCommand = JSON.parse(event.data.command)
    void serve(command, event.data.wasm).catch((error: unknown) => post({ type: 'broken', detail: messageOf(error) }))
  })
  post({ type: 'up' })
}

/**
 * The inside of a cage: a dedicated worker that serves one grading.
 *
 * Order matters. tfjs loads and its backend starts first, because it changes intrinsics; then SES freezes them; only
 * then is foreign code evaluated. The message port is captured here and stands in no Compartment.
 */
import { lockDown } from './compartment.ts'
import { startBackend } from './backend.ts'
import { messageOf } from './learner-calls.ts'
import type { CageCommand, CageMessage } from './protocol.ts'
import { makeSession } from './session.ts'

const send = postMessage.bind(globalThis)
const post = (message: CageMessage): void => send(JSON.stringify(message))

addEventListener('message', (event: MessageEvent<{ command: string; wasm?: ArrayBuffer }>) => {
  const command: CageCommand = JSON.parse(event.data.command)
  void serve(command, event.data.wasm).catch((error: unknown) => post({ type: 'broken', detail: messageOf(error) }))
})

const state: { session: ReturnType<typeof makeSession> | undefined } = { session: undefined }

async function serve(command: CageCommand, wasm: ArrayBuffer | undefined): Promise<void> {
  if (command.type === 'start') {
    await start(command.backend, wasm)
    return
  }
  state.session ??= makeSession(post, command.budget)
  if (command.type === 'draw') state.session.draw(command)
  else await state.session.grade(command)
}

async function start(backend: Extract<CageCommand, { type: 'start' }>['backend'], wasm: ArrayBuffer | undefined) {
  let renderer: string | null
  try {
    renderer = await startBackend(backend, wasm)
  } catch (error) {
    post({ type: 'unavailable', detail: messageOf(error) })
    return
  }
  lockDown()
  post({ type: 'ready', backend, renderer })
}

post({ type: 'up' })

/** The model solution on a fresh variant: what the judge compares a submission with. */
import { parseCageMessage } from '../cage/messages.ts'
import type { CageMessage, KernelCall } from '../cage/protocol.ts'
import type { GradingJob, Json, Measurements } from '../exercise/exercise.ts'
import type { BackendName } from '../judge/verdict.ts'
import { endCage, gradeCommand, type Realms } from './grading.ts'
import { RealmDied } from './mailbox.ts'
import type { RealmPort } from './mailbox.ts'
import { postCommand } from './open-cage.ts'

const REFERENCE_LIMIT_MS = 60_000

/** Draws a variant and measures the model solution on it, in a cage of its own. The draw is the experiment's, so it is drawn inside. */
export async function measureReference(
  request: { bundle: GradingJob['bundle']; solution: string; seed: number; backend: BackendName },
  realms: Realms,
): Promise<{ draw: Json; reference: Measurements }> {
  const { bundle, seed } = request
  const compiled = await realms.compile(request.solution)
  if (!compiled.ok) throw new Error(`solution.ts does not compile: ${compiled.problem.code}`)
  const cage = await realms.openCage(request.backend)
  const deadline = setTimeout(
    () => cage.port.mailbox.close(new RealmDied('time-limit', 'the model solution took too long')),
    REFERENCE_LIMIT_MS,
  )
  let byItself = false
  try {
    postCommand(cage.port, {
      type: 'draw',
      experiment: bundle.experiment,
      data: bundle.data,
      seed,
      budget: bundle.budget,
    })
    const drawn = requireMessage(parseCageMessage(await cage.port.mailbox.next()), 'drawn')
    const job: GradingJob = { ...request, source: request.solution, draw: drawn.draw, reference: {} }
    postCommand(cage.port, gradeCommand(job, compiled.code))
    const { measured, kernels } = await collectSections(cage.port)
    byItself = true
    realms.noteKernels?.('reference', bundle.slug, kernels)
    return { draw: drawn.draw, reference: measured }
  } finally {
    clearTimeout(deadline)
    endCage(cage, realms, byItself)
  }
}

async function collectSections(port: RealmPort): Promise<{ measured: Measurements; kernels: KernelCall[] }> {
  const measured: Measurements = {}
  for (;;) {
    const message = parseCageMessage(await port.mailbox.next())
    if (message?.type === 'end') return { measured, kernels: message.kernels }
    if (message?.type === 'running' || message?.type === 'console') continue
    const section = requireMessage(message, 'section')
    measured[section.name] = section.measurements
  }
}

function requireMessage<T extends CageMessage['type']>(
  message: CageMessage | undefined,
  type: T,
): Extract<CageMessage, { type: T }> {
  if (message !== undefined && isType(message, type)) return message
  throw new Error(`the model solution could not be measured: ${JSON.stringify(message).slice(0, 400)}`)
}

function isType<T extends CageMessage['type']>(
  message: CageMessage,
  type: T,
): message is Extract<CageMessage, { type: T }> {
  return message.type === type
}

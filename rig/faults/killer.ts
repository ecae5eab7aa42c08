/** Strikes at drawn moments, and waits until the product is whole again. */
import { setTimeout as wait } from 'node:timers/promises'

import type { DrawRng } from '../../grader/experiments/declare.ts'
import type { Database } from '../../store/foundation/database.ts'
import { listDescendants, type LivingProcess } from '../process-tree.ts'
import type { WholeProduct } from '../product-under-test.ts'
import type { Load } from './load.ts'
import { until } from './until.ts'
import { findPart, findVictims, kill, type VictimKind, type Victims } from './victims.ts'

export interface Kill {
  kind: VictimKind
  /** What was killed, in words. */
  what: string
  /** Seconds since the killer was made. */
  atS: number
  /** Submissions that were stored and not graded, and that were being sent. */
  waiting: number
  sending: number
  /** Until the part was there again, the web answered and two more verdicts were out; null if that never came. */
  backAfterS: number | null
}

/** A kill comes at a drawn moment of this time after the product was whole again. */
const longestCalmMs = 3000
/** So many are sent just before each kill: it meets some of them between storing and answering. */
const volley = 4
const volleyMs = 80
const backLimitMs = 120_000

export function makeKiller(options: {
  product: WholeProduct
  database: Database
  load: Load
  rng: DrawRng
  /** Collects every process of the product. */
  seen: Map<string, LivingProcess>
}): { strike(kind: VictimKind): Promise<Kill> } {
  const { product, database, load, rng, seen } = options
  const startedAt = performance.now()

  async function strike(kind: VictimKind): Promise<Kill> {
    await wait(rng.uniform(0, longestCalmMs))
    const victims = await findLivingVictims(kind)
    for (const one of await listDescendants(product.pid)) seen.set(`${one.pid} ${one.startedAt}`, one)
    const verdicts = await countVerdicts().catch(() => 0)
    const leadMs = rng.uniform(0, volleyMs)
    load.volley(volley)
    await wait(leadMs)
    const { waiting, sending } = load.inFlight()
    const at = performance.now()
    await kill(victims)
    const isBack = await until(() => isWholeAgain(kind, victims, verdicts), backLimitMs)
    return {
      kind,
      what: victims.what,
      atS: (at - startedAt) / 1000,
      waiting,
      sending,
      backAfterS: isBack ? (performance.now() - at) / 1000 : null,
    }
  }

  /** A browser may be between its end and its next start. */
  async function findLivingVictims(kind: VictimKind): Promise<Victims> {
    let found: Victims | undefined
    await until(async () => (found = await findVictims(product.pid, kind, rng)) !== undefined, backLimitMs)
    if (found === undefined) throw new Error(`there is no ${kind} to kill`)
    return found
  }

  async function isWholeAgain(kind: VictimKind, killed: Victims, verdictsBefore: number): Promise<boolean> {
    const part = await findPart(product.pid, kind)
    if (part === undefined || killed.processes.some(({ pid }) => pid === part.pid)) return false
    const web = await fetch(`${product.baseUrl}/api/health`)
    return web.ok && (await countVerdicts()) >= verdictsBefore + 2
  }

  const countVerdicts = (): Promise<number> => database.verdict.count()
  return { strike }
}

/** Tells the database that this grader lives, so that the admin page can tell a quiet one from a dead one. */
import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'

import type { Database } from '../store/foundation/database.ts'
import { beat, graderBeatMs, leave } from '../store/submissions/graders.ts'
import type { GraderIdentity } from '../store/submissions/graders.ts'

export interface Heartbeat {
  grader: GraderIdentity
  /** Takes the row away: it left in peace. */
  stop(): Promise<void>
}

/** This machine and process, for people. */
export function graderName(): string {
  return `${hostname()}:${process.pid}`
}

/** Beats once before it resolves. A beat that fails is told and tried again at the next. */
export async function startHeartbeat(options: {
  database: Database
  grader: Omit<GraderIdentity, 'id' | 'name'>
  onError: (error: unknown) => void
}): Promise<Heartbeat> {
  const { database, onError } = options
  const grader: GraderIdentity = { id: randomUUID(), name: graderName(), ...options.grader }
  await beat(database, grader)
  let last: Promise<void> = Promise.resolve()
  const timer = setInterval(() => {
    last = beat(database, grader).catch(onError)
  }, graderBeatMs)
  timer.unref()
  return {
    grader,
    async stop() {
      clearInterval(timer)
      // A beat on its way would put the row back.
      await last
      await leave(database, grader.id)
    },
  }
}

import 'server-only'
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client'

import { verdictKinds } from '@/grader/judge/verdict.ts'
import type { Database } from '@/store/foundation/database.ts'
import { listGraders } from '@/store/submissions/graders.ts'
import { countJobs } from '@/store/submissions/queue.ts'
import { findOldestWaiting } from '@/store/submissions/submissions.ts'
import { countVerdicts } from '@/store/submissions/verdicts.ts'

const hourMs = 3_600_000

/** One for each process; figures are read when they are asked for. */
export function makeMetricsRegistry(database: Database): Registry {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  registry.registerMetric(
    new Gauge({
      name: 'gym_queue_jobs',
      help: 'Jobs in the whole queue, by state.',
      labelNames: ['state'],
      registers: [],
      async collect() {
        const { waiting, running } = await countJobs(database)
        this.set({ state: 'waiting' }, waiting)
        this.set({ state: 'running' }, running)
      },
    }),
  )
  registry.registerMetric(
    new Gauge({
      name: 'gym_queue_oldest_waiting_seconds',
      help: 'How long the oldest submission without a verdict has waited; 0 where none waits.',
      registers: [],
      async collect() {
        const oldest = await findOldestWaiting(database)
        this.set(oldest === undefined ? 0 : Math.max(0, Date.now() - oldest.getTime()) / 1000)
      },
    }),
  )
  registry.registerMetric(
    new Gauge({
      name: 'gym_verdicts_last_hour',
      help: 'Verdicts of all graders within the last hour, by kind.',
      labelNames: ['kind'],
      registers: [],
      async collect() {
        const counts = await countVerdicts(database, new Date(Date.now() - hourMs))
        for (const kind of verdictKinds) this.set({ kind }, counts[kind] ?? 0)
      },
    }),
  )
  registry.registerMetric(
    new Gauge({
      name: 'gym_graders_alive',
      help: 'Graders that were heard of within the last half minute.',
      registers: [],
      async collect() {
        this.set((await listGraders(database)).filter(({ alive }) => alive).length)
      },
    }),
  )
  return registry
}

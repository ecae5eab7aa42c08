/** What one grader counts of its own work, in Prometheus's words, and the local port that serves it. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'

import { verdictKinds } from '../grader/judge/verdict.ts'
import { gradingStages } from '../grader/service/grader-events.ts'
import type { GraderEvent } from '../grader/service/grader-events.ts'

export interface GraderMetrics {
  count(event: GraderEvent): void
  /** In Prometheus's text format. */
  render(): Promise<string>
}

/** Seconds. A warm grading takes half of one, a queue before a deadline takes minutes. */
const waitingBuckets = [0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60, 120, 300, 600, 1800]
const stageBuckets = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 20, 60]

/** @param options.depth asked at each scrape */
export function makeGraderMetrics(options: {
  depth: () => Promise<{ waiting: number; running: number }>
}): GraderMetrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const verdicts = new Counter({
    name: 'gym_verdicts_total',
    help: 'Verdicts that this grader published, by kind.',
    labelNames: ['kind'],
    registers,
  })
  const waiting = new Histogram({
    name: 'gym_submission_waiting_seconds',
    help: 'From the storing of a submission to the beginning of the grading that gave its verdict.',
    buckets: waitingBuckets,
    registers,
  })
  const stages = new Histogram({
    name: 'gym_grading_stage_seconds',
    help: 'Time of one stage of grading: reference, open (cage and judge), run (with the judging in it), store.',
    labelNames: ['stage'],
    buckets: stageBuckets,
    registers,
  })
  const failedTries = new Counter({
    name: 'gym_grading_tries_failed_total',
    help: 'Gradings that ended for a fault of ours and were left to the queue to try again.',
    registers,
  })
  const restarts = new Counter({
    name: 'gym_browser_restarts_total',
    help: 'Browsers of this grader that were replaced.',
    registers,
  })
  const renderers = new Counter({
    name: 'gym_renderers_ended_total',
    help: 'Renderers that were ended because they held too much memory.',
    registers,
  })
  registry.registerMetric(
    new Gauge({
      name: 'gym_queue_jobs',
      help: 'Jobs in the whole queue, by state.',
      labelNames: ['state'],
      registers: [],
      async collect() {
        const depth = await options.depth()
        this.set({ state: 'waiting' }, depth.waiting)
        this.set({ state: 'running' }, depth.running)
      },
    }),
  )
  // A series that begins at its first event hides that event from `increase`.
  for (const kind of verdictKinds) verdicts.inc({ kind }, 0)
  for (const stage of gradingStages) stages.zero({ stage })

  return {
    count(event) {
      switch (event.type) {
        case 'verdict':
          verdicts.inc({ kind: event.kind })
          if (event.waitedMs !== null) waiting.observe(event.waitedMs / 1000)
          return
        case 'stage':
          stages.observe({ stage: event.stage }, event.ms / 1000)
          return
        case 'try-failed':
          failedTries.inc()
          return
        case 'browser-restarted':
          restarts.inc()
          return
        case 'renderer-ended':
          renderers.inc()
      }
    },
    render: () => registry.metrics(),
  }
}

export interface MetricsServer {
  port: number
  close(): Promise<void>
}

/**
 * Serves /metrics on 127.0.0.1 alone: it has no password, and needs none there.
 * @param options.port 0 for any free one
 * @throws Error when the port is taken
 */
export async function serveGraderMetrics(
  metrics: GraderMetrics,
  options: { port: number; onError: (error: unknown) => void },
): Promise<MetricsServer> {
  const server = createServer((request, response) => {
    if (request.method !== 'GET' || request.url !== '/metrics') {
      response.writeHead(404).end()
      return
    }
    metrics.render().then(
      (text) => response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' }).end(text),
      (error: unknown) => {
        options.onError(error)
        response.writeHead(500).end()
      },
    )
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, '127.0.0.1', resolve)
  })
  const address: string | AddressInfo | null = server.address()
  if (address === null || typeof address === 'string') throw new Error('the metrics server has no port')
  return {
    port: address.port,
    async close() {
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

import { expect, test } from 'vitest'

import type { GraderEvent } from '../grader/service/grader-events.ts'
import { makeGraderMetrics, serveGraderMetrics } from './metrics.ts'

const depth = async () => ({ waiting: 3, running: 1 })
const happened: GraderEvent[] = [
  { type: 'stage', stage: 'run', ms: 300 },
  { type: 'stage', stage: 'run', ms: 1500 },
  { type: 'verdict', kind: 'passed', waitedMs: 400 },
  { type: 'verdict', kind: 'passed', waitedMs: 90_000 },
  { type: 'verdict', kind: 'broken', waitedMs: null },
  { type: 'try-failed' },
  { type: 'browser-restarted', reason: 'worn-out' },
  { type: 'renderer-ended' },
]

test('what happened is counted under the names that the documentation gives', async () => {
  const metrics = makeGraderMetrics({ depth })
  for (const event of happened) metrics.count(event)
  const lines = (await metrics.render()).split('\n')
  expect(lines).toEqual(
    expect.arrayContaining([
      'gym_verdicts_total{kind="passed"} 2',
      'gym_verdicts_total{kind="broken"} 1',
      // From the first scrape on, so that an increase from nothing is seen.
      'gym_verdicts_total{kind="failed"} 0',
      'gym_submission_waiting_seconds_bucket{le="0.5"} 1',
      'gym_submission_waiting_seconds_bucket{le="120"} 2',
      'gym_submission_waiting_seconds_count 2',
      'gym_grading_stage_seconds_sum{stage="run"} 1.8',
      'gym_grading_stage_seconds_count{stage="open"} 0',
      'gym_grading_tries_failed_total 1',
      'gym_browser_restarts_total 1',
      'gym_renderers_ended_total 1',
      'gym_queue_jobs{state="waiting"} 3',
      'gym_queue_jobs{state="running"} 1',
    ]),
  )
  expect(lines.some((line) => /^process_resident_memory_bytes \d{6,}/.test(line))).toBe(true)
})

test('a port of this machine alone answers to /metrics and to nothing else', async () => {
  const server = await serveGraderMetrics(makeGraderMetrics({ depth }), { port: 0, onError: fail })
  const base = `http://127.0.0.1:${server.port}`
  try {
    const answer = await fetch(`${base}/metrics`)
    expect(answer.headers.get('content-type')).toContain('version=0.0.4')
    expect(await answer.text()).toContain('gym_queue_jobs')
    expect((await fetch(`${base}/`)).status).toBe(404)
    expect((await fetch(`${base}/metrics`, { method: 'POST' })).status).toBe(404)
    await expect(
      serveGraderMetrics(makeGraderMetrics({ depth }), { port: server.port, onError: fail }),
    ).rejects.toThrow('EADDRINUSE')
  } finally {
    await server.close()
  }
})

test('a queue that cannot be asked fails the scrape and not the grader', async () => {
  const errors: unknown[] = []
  const metrics = makeGraderMetrics({ depth: () => Promise.reject(new Error('no database')) })
  const server = await serveGraderMetrics(metrics, { port: 0, onError: (error) => errors.push(error) })
  try {
    expect((await fetch(`http://127.0.0.1:${server.port}/metrics`)).status).toBe(500)
    expect(errors).toHaveLength(1)
  } finally {
    await server.close()
  }
})

function fail(error: unknown): void {
  throw error
}

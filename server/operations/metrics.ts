import 'server-only'
import { timingSafeEqual } from 'node:crypto'

import { DomainError } from '@/course/foundation/errors.ts'
import { hashToken } from '@/store/sign-in/one-time-tokens.ts'

import type { MetricsContext } from './metrics-context.ts'

/**
 * The web's figures in Prometheus's text format. Those of the queue come from the database, so every copy of the web tells the
 * same ones.
 * @param authorization the request's header of that name
 * @throws DomainError 'not-found' without the operator's token, and where none is set
 */
export async function renderMetrics(
  context: MetricsContext,
  authorization: string | null,
): Promise<{ text: string; contentType: string }> {
  const { environment, metrics } = context
  if (!carriesToken(authorization, environment.METRICS_TOKEN)) throw new DomainError('not-found')
  return { text: await metrics.metrics(), contentType: metrics.contentType }
}

/** Compared by their hashes, which are of one length, so that the time tells nothing. */
function carriesToken(authorization: string | null, token: string | undefined): boolean {
  if (token === undefined || authorization === null || !authorization.startsWith('Bearer ')) return false
  const given = authorization.slice('Bearer '.length)
  return timingSafeEqual(Buffer.from(hashToken(given)), Buffer.from(hashToken(token)))
}

import 'server-only'

import type { Actor } from '@/course/accounts/access.ts'

import type { LiveEvent } from './live-hub.ts'
import type { LiveContext } from './live-context.ts'

export type { LiveEvent } from './live-hub.ts'

/** Tells the actor of their verdicts and of the boards that they may watch, from when it resolves until the signal is aborted. */
export async function subscribe(
  context: LiveContext,
  actor: Actor,
  options: { signal: AbortSignal; onEvent: (event: LiveEvent) => void },
): Promise<void> {
  await context.live.subscribe({ userId: actor.userId, ...options })
}

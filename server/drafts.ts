import 'server-only'
import { z } from 'zod'

import { requirePermit } from '@/course/access.ts'
import type { Actor } from '@/course/access.ts'
import { DomainError } from '@/course/errors.ts'
import { refuseSource } from '@/course/submission.ts'
import { saveDraft as storeDraft } from '@/store/drafts.ts'

import { getExercise } from './exercises.ts'
import { parseInput } from './parse-input.ts'
import { getServices } from './services.ts'
import { requireUnderLimit } from './throttling.ts'

const draft = z.object({ slug: z.string(), source: z.string(), baseVersion: z.int().min(0) })

/**
 * Keeps what the actor typed.
 * @throws DomainError 'draft-conflict' with the server's { source, version } when another tab saved in between
 */
export async function saveDraft(actor: Actor, request: z.input<typeof draft>): Promise<{ version: number }> {
  requirePermit(actor, 'study', 'self')
  const { slug, source, baseVersion } = parseInput(draft, request)
  const refusal = refuseSource(source)
  if (refusal === 'too-large') throw new DomainError('source-too-large')
  if (refusal === 'unstorable') throw new DomainError('invalid-input', { field: 'source' })
  await getExercise(slug)
  const { database } = getServices()
  await requireUnderLimit(database, [{ rule: 'save-draft', subject: actor.userId }], new Date())
  const result = await storeDraft(database, { userId: actor.userId, slug, source, baseVersion })
  if (!result.saved) throw new DomainError('draft-conflict', { ...result.current })
  return { version: result.version }
}

import 'server-only'

import type { BodyOf } from '@/contracts/contract.ts'
import { draftApi } from '@/contracts/submissions.ts'
import { requirePermit } from '@/course/accounts/access.ts'
import type { Actor } from '@/course/accounts/access.ts'
import { DomainError } from '@/course/foundation/errors.ts'
import { refuseSource } from '@/course/submissions/submission.ts'
import { saveDraft as storeDraft } from '@/store/submissions/drafts.ts'

import { getExercise } from '../course/exercises.ts'
import { parseInput } from '../foundation/parse-input.ts'
import { requireUnderLimit } from '../foundation/throttling.ts'
import type { CourseContext } from '../course/course-context.ts'

/**
 * Keeps what the actor typed.
 * @throws DomainError 'draft-conflict' with the server's { source, version } when another tab saved in between
 */
export async function saveDraft(
  context: CourseContext,
  actor: Actor,
  request: { slug: string } & BodyOf<typeof draftApi.save>,
): Promise<{ version: number }> {
  requirePermit(actor, 'study', 'self')
  const { slug, ...given } = request
  const { source, baseVersion } = parseInput(draftApi.save.body, given)
  const refusal = refuseSource(source)
  if (refusal === 'too-large') throw new DomainError('source-too-large')
  if (refusal === 'unstorable') throw new DomainError('invalid-input', { field: 'source' })
  await getExercise(context, slug)
  const { database } = context
  await requireUnderLimit(database, [{ rule: 'save-draft', subject: actor.userId }], context.clock())
  const result = await storeDraft(database, { userId: actor.userId, slug, source, baseVersion })
  if (!result.saved) throw new DomainError('draft-conflict', { ...result.current })
  return { version: result.version }
}

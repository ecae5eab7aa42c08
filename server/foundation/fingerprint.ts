import 'server-only'
import { createHash } from 'node:crypto'

/** Names a plan as it was shown: a deed that would do anything else is refused. */
export function fingerprintOf(plan: unknown): string {
  return createHash('sha256').update(JSON.stringify(plan)).digest('base64url')
}

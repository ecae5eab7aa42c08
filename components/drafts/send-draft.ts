import { z } from 'zod'
import { draftApi } from '../../contracts/submissions.ts'
import { call } from '../form/call-api.ts'
import type { SendResult } from './draft-keeper.ts'

const serverDraft = z.object({ source: z.string(), version: z.int() })

/** Saves a draft on the server, over the version that this browser has seen and over no other. */
export async function sendDraft(slug: string, draft: { source: string; baseVersion: number }): Promise<SendResult> {
  const result = await call(draftApi.save, { params: { slug }, body: draft })
  if (result.ok) return { kind: 'saved', version: result.value.version }
  const conflict = result.code === 'draft-conflict' ? serverDraft.safeParse(result.told).data : undefined
  return conflict ? { kind: 'conflict', draft: conflict } : { kind: outcomes[result.code] ?? 'busy' }
}

/** Where trying again by itself would help nobody. */
const outcomes: Readonly<Record<string, 'unreachable' | 'signed-out' | 'too-large' | 'refused'>> = {
  offline: 'unreachable',
  'not-signed-in': 'signed-out',
  'source-too-large': 'too-large',
  'too-large': 'too-large',
  'invalid-input': 'refused',
  'broken-text': 'refused',
  'not-found': 'refused',
}

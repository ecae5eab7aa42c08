import { z } from 'zod'

import { answer, change, sourceBodyBytes } from '@/app/api/route-handler.ts'
import { requireActor } from '@/server/sessions.ts'
import { listSubmissions, submit } from '@/server/submissions.ts'

// The size of the source is judged by the domain, which counts bytes.
const submission = z.strictObject({ slug: z.string().max(100), source: z.string(), key: z.uuid().optional() })

export const POST = change<unknown, z.infer<typeof submission>>({
  body: submission,
  limitBytes: sourceBodyBytes,
  status: 201,
  handle: async ({ body }) => submit(await requireActor(), body),
})

export const GET = answer(async ({ request }) => {
  const actor = await requireActor()
  const { searchParams } = request.nextUrl
  const olderThan = searchParams.get('olderThan') ?? undefined
  return listSubmissions(actor, { slug: searchParams.get('slug') ?? '', olderThan })
})

import { z } from 'zod'

import { answer } from '@/app/api/route-handler.ts'
import { DomainError } from '@/course/foundation/errors.ts'
import { exportGradebook } from '@/server/gradebook/gradebook-csv.ts'
import { requireActor } from '@/server/sign-in/sessions.ts'

const kind = z.enum(['grades', 'details'])

/** The gradebook as a table, sent while it is written: `?kind=grades`, one row a learner, or `?kind=details`, one a grade. */
export const GET = answer<{ id: string }>(async ({ context, request, params }) => {
  const wanted = kind.safeParse(request.nextUrl.searchParams.get('kind') ?? 'grades')
  if (!wanted.success) throw new DomainError('invalid-input', { field: 'kind' })
  const { className, parts } = await exportGradebook(context, await requireActor(context), params.id, wanted.data)
  const encoder = new TextEncoder()
  const written = parts[Symbol.asyncIterator]()
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const part = await written.next()
      if (part.done === true) controller.close()
      else controller.enqueue(encoder.encode(part.value))
    },
    async cancel() {
      await written.return?.()
    },
  })
  const name = `${className} ${wanted.data}.csv`.replaceAll(/[\p{Cc}"/\\:*?<>|]/gu, ' ')
  return new Response(body, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${wanted.data}.csv"; filename*=UTF-8''${encodeURIComponent(name)}`,
      'cache-control': 'no-store',
    },
  })
})

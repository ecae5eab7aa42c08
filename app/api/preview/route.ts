import { setTimeout as wait } from 'node:timers/promises'

import { answer } from '@/app/api/route-handler.ts'
import { getPreview, getPreviewStamp } from '@/server/course/preview.ts'

const lookMs = 100

/** Server-Sent Events: `changed`, with the folder's revision, after each step of `exercise preview`. No such address anywhere else. */
export const GET = answer(async ({ context, request }) => {
  await getPreviewStamp(context)
  let last = ''
  const encoder = new TextEncoder()
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(encoder.encode('retry: 1000\n\n'))
    },
    // Looks only while somebody reads: nobody reads the answer to HEAD.
    async pull(controller) {
      while (!request.signal.aborted) {
        await wait(lookMs)
        const stamp = await getPreviewStamp(context).catch(() => last)
        if (stamp === last || request.signal.aborted) continue
        last = stamp
        const { revision } = await getPreview(context)
        controller.enqueue(encoder.encode(`event: changed\ndata: ${JSON.stringify(revision)}\n\n`))
        return
      }
      controller.close()
    },
  })
  return new Response(stream, {
    headers: { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store, no-transform' },
  })
})

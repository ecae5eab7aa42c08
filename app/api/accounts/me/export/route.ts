import { answer } from '@/app/api/route-handler.ts'
import { exportOwnAccount } from '@/server/accounts/account-export.ts'
import { requireActor } from '@/server/sign-in/sessions.ts'

/** One JSON file, sent while it is written. */
export const GET = answer(async ({ context }) => {
  const texts = await exportOwnAccount(context, await requireActor(context))
  return new Response(toStream(texts), {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': 'attachment; filename="gradient-gym.json"',
      'cache-control': 'no-store',
    },
  })
})

/** As fast as the reader takes it, so that little of it is held at once. */
function toStream(texts: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await texts.next()
      if (done) controller.close()
      else controller.enqueue(encoder.encode(value))
    },
    async cancel() {
      await texts.return(undefined)
    },
  })
}

import { answer } from '@/app/api/route-handler.ts'
import { renderMetrics } from '@/server/operations/metrics.ts'

/** For Prometheus, with the operator's token; 404 without. */
export const GET = answer(async ({ context, request }) => {
  const { text, contentType } = await renderMetrics(context, request.headers.get('authorization'))
  return new Response(text, { headers: { 'content-type': contentType, 'cache-control': 'no-store' } })
})

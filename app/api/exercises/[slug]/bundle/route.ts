import { serveAnybody } from '@/app/api/route-handler.ts'
import { exerciseApi } from '@/contracts/exercises.ts'
import { getGradingBundle } from '@/server/course/exercises.ts'

/** The revision stands in the ETag, so a known one is not sent again. */
export const GET = serveAnybody(exerciseApi.findBundle, async ({ context, request, params }) => {
  const grading = await getGradingBundle(context, params.slug)
  const headers = { etag: `"${grading.bundle.revision}"`, 'cache-control': 'public, max-age=0, must-revalidate' }
  if (request.headers.get('if-none-match') === headers.etag) return new Response(null, { status: 304, headers })
  return Response.json(grading, { headers })
})

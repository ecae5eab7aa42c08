import { gzippedJson } from '@/app/api/gzipped-json.ts'
import { serve } from '@/app/api/route-handler.ts'
import { gradebookApi } from '@/contracts/gradebook.ts'
import { getGradebook } from '@/server/gradebook/gradebook.ts'

export const GET = serve(gradebookApi.read, async ({ context, actor, params, query }) =>
  query.learners === undefined
    ? gzippedJson(await getGradebook(context, actor, params.id))
    : getGradebook(context, actor, params.id, { learners: query.learners.split(',') }),
)

import { gzippedJson } from '@/app/api/gzipped-json.ts'
import { serve } from '@/app/api/route-handler.ts'
import { gradebookApi } from '@/contracts/gradebook.ts'
import { getGradebook } from '@/server/gradebook/gradebook.ts'

export const GET = serve(gradebookApi.read, async ({ actor, params, query }) =>
  query.learners === undefined
    ? gzippedJson(await getGradebook(actor, params.id))
    : getGradebook(actor, params.id, { learners: query.learners.split(',') }),
)

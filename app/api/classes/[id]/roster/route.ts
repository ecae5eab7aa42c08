import { serve } from '@/app/api/route-handler.ts'
import { rosterApi } from '@/contracts/people.ts'
import { importRoster } from '@/server/classes/roster-import.ts'

export const POST = serve(rosterApi.import, ({ context, actor, params, body }) =>
  importRoster(context, actor, params.id, body),
)

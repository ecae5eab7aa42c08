import { serve } from '@/app/api/route-handler.ts'
import { rosterApi } from '@/contracts/people.ts'
import { importRoster } from '@/server/classes/roster-import.ts'

export const POST = serve(rosterApi.import, ({ actor, params, body }) => importRoster(actor, params.id, body))

import { serve } from '@/app/api/route-handler.ts'
import { liveApi } from '@/contracts/gradebook.ts'
import { readLiveRows } from '@/server/live/live-class.ts'

export const GET = serve(liveApi.readRows, ({ actor, params }) => readLiveRows(actor, params.id))

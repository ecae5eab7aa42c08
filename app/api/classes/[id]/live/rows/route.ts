import { serve } from '@/app/api/route-handler.ts'
import { liveApi } from '@/contracts/gradebook.ts'
import { readLiveRows } from '@/server/live/live-class.ts'

export const GET = serve(liveApi.readRows, ({ context, actor, params }) => readLiveRows(context, actor, params.id))

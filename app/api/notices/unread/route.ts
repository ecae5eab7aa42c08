import { answer } from '@/app/api/route-handler.ts'
import { countOwnUnread } from '@/server/notices.ts'
import { requireActor } from '@/server/sessions.ts'

export const GET = answer(async () => ({ count: await countOwnUnread(await requireActor()) }))

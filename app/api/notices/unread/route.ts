import { serve } from '@/app/api/route-handler.ts'
import { noticeApi } from '@/contracts/reading.ts'
import { countOwnUnread } from '@/server/notices/notices.ts'

export const GET = serve(noticeApi.countUnread, async ({ context, actor }) => ({
  count: await countOwnUnread(context, actor),
}))

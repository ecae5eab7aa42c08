import { serve } from '@/app/api/route-handler.ts'
import { noticeApi } from '@/contracts/reading.ts'
import { markOwnNoticesRead } from '@/server/notices/notices.ts'

export const POST = serve(noticeApi.markRead, ({ context, actor }) => markOwnNoticesRead(context, actor))

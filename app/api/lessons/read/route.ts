import { serve } from '@/app/api/route-handler.ts'
import { lessonApi } from '@/contracts/reading.ts'
import { markLessonRead } from '@/server/progress/progress.ts'

export const POST = serve(lessonApi.markRead, ({ context, actor, body }) => markLessonRead(context, actor, body.lesson))

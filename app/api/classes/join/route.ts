import { serve } from '@/app/api/route-handler.ts'
import { classApi } from '@/contracts/classes.ts'
import { joinClassroom } from '@/server/classes/joining.ts'

export const POST = serve(classApi.join, ({ context, actor, body }) => joinClassroom(context, actor, body.code))

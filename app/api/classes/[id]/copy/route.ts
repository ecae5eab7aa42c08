import { serve } from '@/app/api/route-handler.ts'
import { classApi } from '@/contracts/classes.ts'
import { copyClassroom } from '@/server/classes/classrooms.ts'

export const POST = serve(classApi.copy, ({ context, actor, params, body }) =>
  copyClassroom(context, actor, params.id, body),
)

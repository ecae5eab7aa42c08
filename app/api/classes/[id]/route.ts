import { serve } from '@/app/api/route-handler.ts'
import { classApi } from '@/contracts/classes.ts'
import { changeClassroom, deleteClassroom } from '@/server/classes/classrooms.ts'

export const PATCH = serve(classApi.change, ({ context, actor, params, body }) =>
  changeClassroom(context, actor, params.id, body),
)

export const DELETE = serve(classApi.remove, ({ context, actor, params, body }) =>
  deleteClassroom(context, actor, params.id, body),
)

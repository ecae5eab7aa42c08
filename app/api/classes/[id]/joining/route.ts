import { serve } from '@/app/api/route-handler.ts'
import { classApi } from '@/contracts/classes.ts'
import { changeJoining } from '@/server/classes/classrooms.ts'

export const PATCH = serve(classApi.changeJoining, ({ context, actor, params, body }) =>
  changeJoining(context, actor, params.id, body),
)

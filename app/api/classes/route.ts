import { serve } from '@/app/api/route-handler.ts'
import { classApi } from '@/contracts/classes.ts'
import { createClassroom } from '@/server/classes/classrooms.ts'

export const POST = serve(classApi.create, ({ context, actor, body }) => createClassroom(context, actor, body))

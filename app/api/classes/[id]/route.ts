import { serve } from '@/app/api/route-handler.ts'
import { classApi } from '@/contracts/classes.ts'
import { changeClassroom, deleteClassroom } from '@/server/classes/classrooms.ts'

export const PATCH = serve(classApi.change, ({ actor, params, body }) => changeClassroom(actor, params.id, body))

export const DELETE = serve(classApi.remove, ({ actor, params, body }) => deleteClassroom(actor, params.id, body))

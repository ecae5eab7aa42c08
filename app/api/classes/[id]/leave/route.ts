import { serve } from '@/app/api/route-handler.ts'
import { classApi } from '@/contracts/classes.ts'
import { leaveClassroom } from '@/server/classes/people.ts'

export const POST = serve(classApi.leave, ({ context, actor, params }) => leaveClassroom(context, actor, params.id))

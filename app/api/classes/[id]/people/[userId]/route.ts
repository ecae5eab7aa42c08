import { serve } from '@/app/api/route-handler.ts'
import { peopleApi } from '@/contracts/people.ts'
import { changePerson } from '@/server/classes/people.ts'

export const PATCH = serve(peopleApi.change, ({ context, actor, params, body }) =>
  changePerson(context, actor, params.id, params.userId, body),
)

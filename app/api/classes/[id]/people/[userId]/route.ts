import { serve } from '@/app/api/route-handler.ts'
import { peopleApi } from '@/contracts/people.ts'
import { changePerson } from '@/server/classes/people.ts'

export const PATCH = serve(peopleApi.change, ({ actor, params, body }) =>
  changePerson(actor, params.id, params.userId, body),
)

import { serve } from '@/app/api/route-handler.ts'
import { invitationApi } from '@/contracts/people.ts'
import { withdrawInvitation } from '@/server/classes/people.ts'

export const DELETE = serve(invitationApi.withdraw, ({ context, actor, params }) =>
  withdrawInvitation(context, actor, params.id, params.invitation),
)

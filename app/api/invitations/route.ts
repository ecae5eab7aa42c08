import { serve } from '@/app/api/route-handler.ts'
import { invitationApi } from '@/contracts/people.ts'
import { acceptInvitation } from '@/server/classes/joining.ts'

export const POST = serve(invitationApi.accept, ({ context, actor, body }) =>
  acceptInvitation(context, actor, body.token),
)

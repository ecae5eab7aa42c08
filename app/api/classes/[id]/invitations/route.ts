import { serve } from '@/app/api/route-handler.ts'
import { invitationApi } from '@/contracts/people.ts'
import { mailInvitations } from '@/server/classes/invitation-mail.ts'

export const POST = serve(invitationApi.mail, ({ context, actor, params }) =>
  mailInvitations(context, actor, params.id),
)

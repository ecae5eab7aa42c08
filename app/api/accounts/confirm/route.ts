import { serve } from '@/app/api/route-handler.ts'
import { accountApi } from '@/contracts/accounts.ts'
import { confirmEmail } from '@/server/accounts/email-confirmation.ts'

export const POST = serve(accountApi.confirmEmail, ({ context, actor, body }) =>
  confirmEmail(context, actor, body.token),
)

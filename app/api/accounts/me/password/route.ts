import { serve } from '@/app/api/route-handler.ts'
import { passwordApi } from '@/contracts/accounts.ts'
import { changePassword } from '@/server/sign-in/account-passwords.ts'
import { findSessionToken } from '@/server/sign-in/sessions.ts'

export const PUT = serve(passwordApi.change, async ({ context, actor, body }) =>
  changePassword(context, actor, body, await findSessionToken(context)),
)

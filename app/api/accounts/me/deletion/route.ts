import { serve } from '@/app/api/route-handler.ts'
import { accountApi } from '@/contracts/accounts.ts'
import { deleteOwnAccount } from '@/server/accounts/account-deletion.ts'
import { findSessionToken } from '@/server/sign-in/sessions.ts'

export const POST = serve(accountApi.remove, async ({ context, actor, body }) =>
  deleteOwnAccount(context, actor, body, await findSessionToken(context)),
)

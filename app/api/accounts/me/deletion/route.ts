import { serve } from '@/app/api/route-handler.ts'
import { accountApi } from '@/contracts/accounts.ts'
import { deleteOwnAccount } from '@/server/accounts/account-deletion.ts'
import { findSessionToken } from '@/server/sign-in/sessions.ts'

export const POST = serve(accountApi.remove, async ({ actor, body }) =>
  deleteOwnAccount(actor, body, await findSessionToken()),
)

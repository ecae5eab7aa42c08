import { serve } from '@/app/api/route-handler.ts'
import { accountApi } from '@/contracts/accounts.ts'
import { claimInstructor } from '@/server/accounts/accounts.ts'

export const POST = serve(accountApi.claimInstructor, ({ context, actor, body }) =>
  claimInstructor(context, actor, body.token),
)

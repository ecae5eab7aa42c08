import { serve } from '@/app/api/route-handler.ts'
import { secondFactorApi } from '@/contracts/accounts.ts'
import { renewRecoveryCodes } from '@/server/sign-in/second-factor.ts'

export const POST = serve(secondFactorApi.renewRecoveryCodes, ({ context, actor, body }) =>
  renewRecoveryCodes(context, actor, body),
)

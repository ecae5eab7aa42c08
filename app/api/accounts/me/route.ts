import { serve } from '@/app/api/route-handler.ts'
import { accountApi } from '@/contracts/accounts.ts'
import { changeOwnProfile } from '@/server/accounts/accounts.ts'

export const PATCH = serve(accountApi.changeProfile, ({ context, actor, body }) =>
  changeOwnProfile(context, actor, body),
)

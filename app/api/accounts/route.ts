import { serveAnybody } from '@/app/api/route-handler.ts'
import { accountApi } from '@/contracts/accounts.ts'
import { signUp } from '@/server/accounts/accounts.ts'
import { findRequestAddress } from '@/server/foundation/client-address.ts'

export const POST = serveAnybody(accountApi.signUp, ({ context, request, body }) =>
  signUp(context, { ...body, address: findRequestAddress(context, request.headers) }),
)

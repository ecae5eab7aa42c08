import { serveAnybody } from '@/app/api/route-handler.ts'
import { passwordApi } from '@/contracts/accounts.ts'
import { askForReset, resetPassword } from '@/server/sign-in/account-passwords.ts'
import { findRequestAddress } from '@/server/foundation/client-address.ts'

export const POST = serveAnybody(passwordApi.askForReset, async ({ request, body }) => {
  await askForReset({ ...body, address: findRequestAddress(request.headers) })
})

export const PUT = serveAnybody(passwordApi.reset, ({ body }) => resetPassword(body))

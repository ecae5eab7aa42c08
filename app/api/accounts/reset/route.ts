import { serveAnybody } from '@/app/api/route-handler.ts'
import { passwordApi } from '@/contracts/accounts.ts'
import { askForReset, resetPassword } from '@/server/sign-in/account-passwords.ts'
import { findRequestAddress } from '@/server/foundation/client-address.ts'

export const POST = serveAnybody(passwordApi.askForReset, async ({ context, request, body }) => {
  await askForReset(context, { ...body, address: findRequestAddress(context, request.headers) })
})

export const PUT = serveAnybody(passwordApi.reset, ({ context, body }) => resetPassword(context, body))

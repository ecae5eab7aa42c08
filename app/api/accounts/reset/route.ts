import { z } from 'zod'

import { change } from '@/app/api/route-handler.ts'
import { typedAddressLimit } from '@/course/email-address.ts'
import { askForReset, resetPassword } from '@/server/account-passwords.ts'
import { findRequestAddress } from '@/server/client-address.ts'

const wish = z.strictObject({ email: z.string().max(typedAddressLimit) })

/** Answers alike, and as fast, whether the address has an account or not. */
export const POST = change<unknown, z.infer<typeof wish>>({
  body: wish,
  handle: async ({ request, body }) => {
    await askForReset({ ...body, address: findRequestAddress(request.headers) })
  },
})

const reset = z.strictObject({ token: z.string().min(1).max(200), password: z.string().min(12).max(256) })

export const PUT = change<unknown, z.infer<typeof reset>>({
  body: reset,
  handle: async ({ body }) => {
    await resetPassword(body)
  },
})

import { z } from 'zod'

import { change } from '@/app/api/route-handler.ts'
import { typedAddressLimit } from '@/course/email-address.ts'
import { locales } from '@/i18n/routing.ts'
import { signUp } from '@/server/accounts.ts'
import { findRequestAddress } from '@/server/client-address.ts'

const account = z.strictObject({
  // What is an address the domain says.
  email: z.string().max(typedAddressLimit),
  password: z.string().min(12).max(256),
  displayName: z.string().trim().min(1).max(80),
  locale: z.enum(locales),
})

/** Answers alike whether the address was free or taken. */
export const POST = change<unknown, z.infer<typeof account>>({
  body: account,
  handle: async ({ request, body }) => {
    await signUp({ ...body, address: findRequestAddress(request.headers) })
  },
})

import { z } from 'zod'

import { change } from '@/app/api/route-handler.ts'
import { locales } from '@/i18n/routing.ts'
import { signUp } from '@/server/accounts.ts'
import { findClientAddress } from '@/server/client-address.ts'
import { getServices } from '@/server/services.ts'

const account = z.strictObject({
  email: z.email().max(200),
  password: z.string().min(12).max(256),
  displayName: z.string().trim().min(1).max(80),
  locale: z.enum(locales),
})

/** Answers alike whether the address was free or taken. */
export const POST = change<unknown, z.infer<typeof account>>({
  body: account,
  handle: async ({ request, body }) => {
    await signUp({ ...body, address: addressOf(request.headers) })
  },
})

function addressOf(headers: Headers): string {
  const { TRUSTED_PROXIES } = getServices().environment
  return findClientAddress(headers.get('x-forwarded-for'), TRUSTED_PROXIES) ?? 'direct'
}

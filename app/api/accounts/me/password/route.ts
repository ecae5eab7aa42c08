import { z } from 'zod'

import { change } from '@/app/api/route-handler.ts'
import { changePassword } from '@/server/account-passwords.ts'
import { findSessionToken, requireActor } from '@/server/sessions.ts'

const passwords = z.strictObject({
  oldPassword: z.string().max(256).optional(),
  newPassword: z.string().min(12).max(256),
})

export const PUT = change<unknown, z.infer<typeof passwords>>({
  body: passwords,
  handle: async ({ body }) => {
    await changePassword(await requireActor(), body, await findSessionToken())
  },
})

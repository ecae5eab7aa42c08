import { z } from 'zod'

import { change } from '@/app/api/route-handler.ts'
import { typedAddressLimit } from '@/course/email-address.ts'
import { deleteOwnAccount } from '@/server/account-deletion.ts'
import { findSessionToken, requireActor } from '@/server/sessions.ts'

const confirmation = z.strictObject({
  password: z.string().max(256).optional(),
  email: z.string().max(typedAddressLimit).optional(),
})

export const POST = change<unknown, z.infer<typeof confirmation>>({
  body: confirmation,
  handle: async ({ body }) => {
    await deleteOwnAccount(await requireActor(), body, await findSessionToken())
  },
})

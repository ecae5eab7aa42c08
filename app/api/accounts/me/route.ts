import { z } from 'zod'

import { change } from '@/app/api/route-handler.ts'
import { locales } from '@/i18n/routing.ts'
import { changeOwnProfile } from '@/server/accounts.ts'
import { requireActor } from '@/server/sessions.ts'

const profile = z.strictObject({
  displayName: z.string().trim().min(1).max(80).optional(),
  locale: z.enum(locales).optional(),
  mailNotices: z.boolean().optional(),
})

export const PATCH = change<unknown, z.infer<typeof profile>>({
  body: profile,
  handle: async ({ body }) => {
    await changeOwnProfile(await requireActor(), body)
  },
})

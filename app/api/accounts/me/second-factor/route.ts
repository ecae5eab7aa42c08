import { z } from 'zod'

import { change } from '@/app/api/route-handler.ts'
import { beginOwnSecondFactor, confirmOwnSecondFactor, removeOwnSecondFactor } from '@/server/second-factor.ts'
import { findSessionToken, requireActor, requireHolder } from '@/server/sessions.ts'

const proof = z.strictObject({ password: z.string().max(256).optional() })
const code = z.strictObject({ code: z.string().min(1).max(60) })
const removal = proof.extend({ code: z.string().max(60).optional() })

/** Also for who may do nothing else before there is one. */
export const POST = change<unknown, z.infer<typeof proof>>({
  body: proof,
  handle: async ({ body }) => beginOwnSecondFactor((await requireHolder()).actor, body, await findSessionToken()),
})

export const PUT = change<unknown, z.infer<typeof code>>({
  body: code,
  handle: async ({ body }) => confirmOwnSecondFactor((await requireHolder()).actor, body, await findSessionToken()),
})

export const DELETE = change<unknown, z.infer<typeof removal>>({
  body: removal,
  handle: async ({ body }) => {
    await removeOwnSecondFactor(await requireActor(), body)
  },
})

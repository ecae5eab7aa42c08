import { serve } from '@/app/api/route-handler.ts'
import { sessionApi } from '@/contracts/accounts.ts'
import { endOwnSession } from '@/server/sign-in/own-sessions.ts'

export const DELETE = serve(sessionApi.end, ({ context, actor, params }) => endOwnSession(context, actor, params.id))

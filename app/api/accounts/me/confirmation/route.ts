import { serve } from '@/app/api/route-handler.ts'
import { accountApi } from '@/contracts/accounts.ts'
import { askForConfirmation } from '@/server/accounts/email-confirmation.ts'

export const POST = serve(accountApi.askForConfirmation, ({ context, actor }) => askForConfirmation(context, actor))

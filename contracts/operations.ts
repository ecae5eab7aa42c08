/** What whoever runs the site does by its pages. */
import { z } from 'zod'

import { contract, noAnswer } from './contract.ts'

export const operationsApi = {
  requeue: contract({
    method: 'POST',
    path: '/api/admin/requeue',
    body: z.strictObject({ submissionId: z.string().max(100) }),
    answer: noAnswer,
  }),
}

/** Regrades of a class after an exercise was corrected: looked at first, then committed or discarded. */
import { z } from 'zod'

import { contract, noAnswer, noBody } from './contract.ts'
import { shortText } from './fields.ts'

const ofRegrade = '/api/classes/[id]/regrades/[regrade]'

export const regradeApi = {
  start: contract({
    method: 'POST',
    path: '/api/classes/[id]/regrades',
    body: z.strictObject({ slug: z.string().max(100), reason: shortText(500) }),
    answer: z.object({ id: z.string() }),
    status: 201,
  }),
  commit: contract({
    method: 'POST',
    path: ofRegrade,
    /** `fallsToo`: lower points count as well. `fingerprint` names what was looked at. */
    body: z.strictObject({ fallsToo: z.boolean(), fingerprint: z.string().max(100) }),
    answer: z.object({ learners: z.int(), submissions: z.int() }),
  }),
  discard: contract({ method: 'DELETE', path: ofRegrade, body: noBody, answer: noAnswer }),
}

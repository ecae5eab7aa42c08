/** What somebody has read: lessons and notices. */
import { z } from 'zod'

import { contract, noAnswer, noBody, noQuery, question } from './contract.ts'

export const lessonApi = {
  markRead: contract({
    method: 'POST',
    path: '/api/lessons/read',
    body: z.strictObject({ lesson: z.string().min(1).max(200) }),
    answer: noAnswer,
  }),
}

export const noticeApi = {
  /** All of them. */
  markRead: contract({ method: 'POST', path: '/api/notices/read', body: noBody, answer: noAnswer }),
  countUnread: question({ path: '/api/notices/unread', query: noQuery, answer: z.object({ count: z.int() }) }),
}

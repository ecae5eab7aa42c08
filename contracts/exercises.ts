/** What a page asks of an exercise. */
import { z } from 'zod'

import type { AssignmentHere } from '@/course/progress/learner-assignment.ts'

import { noQuery, openQuestion, question } from './contract.ts'
import { gradingBundle, publicDraw } from './submissions.ts'

// Made by the server from its own tables: its outline is enough.
const assignmentHere = z.custom<AssignmentHere>(
  (value) => typeof value === 'object' && value !== null && 'classroom' in value,
)

export const exerciseApi = {
  /** All that a page needs to judge a run by itself. */
  findBundle: openQuestion({
    path: '/api/exercises/[slug]/bundle',
    /** Another revision has another address. */
    query: z.object({ revision: z.string().optional() }),
    answer: z.object({ bundle: gradingBundle, draws: z.array(publicDraw) }),
  }),
  findSolution: question({
    path: '/api/solutions/[slug]',
    query: noQuery,
    answer: z.object({ source: z.string() }),
  }),
  /** What running classes ask of the reader with it. */
  listAssignments: question({
    path: '/api/exercises/[slug]/assignments',
    query: noQuery,
    answer: z.object({ assignments: z.array(assignmentHere) }),
  }),
}

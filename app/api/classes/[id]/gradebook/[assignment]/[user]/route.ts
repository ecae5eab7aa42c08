import { answer } from '@/app/api/route-handler.ts'
import { getGradebookCell } from '@/server/gradebook-cell.ts'
import { requireActor } from '@/server/sessions.ts'

interface Params {
  id: string
  assignment: string
  user: string
}

/** How one grade came about. */
export const GET = answer<Params>(async ({ params }) =>
  getGradebookCell(await requireActor(), params.id, { assignmentId: params.assignment, userId: params.user }),
)

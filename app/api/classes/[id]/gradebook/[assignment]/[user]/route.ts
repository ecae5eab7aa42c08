import { serve } from '@/app/api/route-handler.ts'
import { gradebookApi } from '@/contracts/gradebook.ts'
import { getGradebookCell } from '@/server/gradebook/gradebook-cell.ts'

export const GET = serve(gradebookApi.readCell, ({ context, actor, params }) =>
  getGradebookCell(context, actor, params.id, { assignmentId: params.assignment, userId: params.user }),
)

import type { GradingQueue } from '@/store/submissions/queue.ts'

import type { CourseContext } from '../course/course-context.ts'

export interface SubmissionContext extends CourseContext {
  /** Opened by the first submission. */
  queue: () => Promise<GradingQueue>
}

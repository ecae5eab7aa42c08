import type { Reader } from '@/grader/reading/reader.ts'

import type { Context } from '../foundation/context.ts'
import type { CourseShelf } from './course-shelf.ts'

export interface CourseContext extends Context {
  course: CourseShelf
  /** Reads texts of learners and authors behind the wall. */
  reader: Reader
}

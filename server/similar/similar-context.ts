import type { CourseContext } from '../course/course-context.ts'
import type { TextComparer } from './text-comparer.ts'

export interface SimilarContext extends CourseContext {
  textComparer: TextComparer
}

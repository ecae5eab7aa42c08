import type { GradingStore } from '../grader/service/grading-service.ts'
import type { Database } from '../store/database.ts'
import { hasFreshDraw, keepDraw, takeDraw } from '../store/draws.ts'
import { findSubmissionToGrade } from '../store/submissions.ts'
import { recordVerdict } from '../store/verdicts.ts'

/** The grading service's port, wired to the database. */
export function gradingStoreOver(database: Database): GradingStore {
  return {
    findSubmission: (id) => findSubmissionToGrade(database, id),
    takeDraw: (request) => takeDraw(database, request),
    keepDraw: (draw) => keepDraw(database, draw),
    hasFreshDraw: (request) => hasFreshDraw(database, request),
    recordVerdict: (record) => recordVerdict(database, record),
  }
}

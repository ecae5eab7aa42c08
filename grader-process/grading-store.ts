import type { GradingStore } from '../grader/service/grading-service.ts'
import type { Database } from '../store/foundation/database.ts'
import { hasFreshDraw, keepDraw, takeDraw } from '../store/exercises/draws.ts'
import { findRegrading, recordRegrading } from '../store/regrades/regrades.ts'
import { findSubmissionToGrade } from '../store/submissions/submissions.ts'
import { recordVerdict } from '../store/submissions/verdicts.ts'

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

/** The same for a regrade: the new revision's folder, and a verdict that nobody is shown before it is committed. */
export function regradingStoreOver(database: Database, regradeId: string): GradingStore {
  return {
    ...gradingStoreOver(database),
    findSubmission: (submissionId) => findRegrading(database, { regradeId, submissionId }),
    recordVerdict: (record) => recordRegrading(database, { regradeId, ...record }),
  }
}

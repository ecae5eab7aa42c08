-- A regrade may come back to a revision that judged a submission before: each round has its verdict.

-- DropIndex
DROP INDEX "verdicts_submission_id_grader_revision_revision_id_key";

-- AlterTable
ALTER TABLE "verdicts" ADD COLUMN     "round" INTEGER NOT NULL DEFAULT 0;

-- CreateIndex
CREATE UNIQUE INDEX "verdicts_submission_id_grader_revision_revision_id_round_key" ON "verdicts"("submission_id", "grader_revision", "revision_id", "round");

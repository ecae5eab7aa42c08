-- The order of fairness: in each turn of the queue everybody has one submission graded.

-- AlterTable
ALTER TABLE "submissions" ADD COLUMN     "turn" INTEGER NOT NULL DEFAULT 0;

-- CreateIndex
CREATE INDEX "submissions_state_turn_idx" ON "submissions"("state", "turn");

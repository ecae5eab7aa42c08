-- CreateIndex
CREATE INDEX "grades_stale_idx" ON "grades"("assignment_id") WHERE (computed_version < version);

-- What operators look at: why a submission could not be graded, which graders live, how often their browsers were replaced.

-- AlterTable
ALTER TABLE "verdicts" ADD COLUMN     "reason" TEXT;

-- CreateTable
CREATE TABLE "graders" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "backend" TEXT NOT NULL,
    "concurrency" INTEGER NOT NULL,
    "grader_revision" TEXT NOT NULL,
    "browser_version" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(6) NOT NULL DEFAULT now(),
    "last_seen_at" TIMESTAMPTZ(6) NOT NULL DEFAULT now(),

    CONSTRAINT "graders_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "browser_restarts" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "grader_name" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT now(),

    CONSTRAINT "browser_restarts_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "browser_restarts_at_idx" ON "browser_restarts"("at");

-- CreateIndex
CREATE INDEX "submissions_state_created_at_idx" ON "submissions"("state", "created_at");

-- CreateIndex
CREATE INDEX "verdicts_kind_created_at_idx" ON "verdicts"("kind", "created_at");

-- Classes as instructors run them: roles and invitations, schedules and extensions, grades, overrides, comments, notices,
-- regrades; accounts that sign in elsewhere.

-- CreateEnum
CREATE TYPE "late_policy" AS ENUM ('none', 'daily', 'cutoff');

-- CreateEnum
CREATE TYPE "counting" AS ENUM ('best', 'last');

-- CreateEnum
CREATE TYPE "solution_opening" AS ENUM ('passed', 'due', 'closed');

-- DropForeignKey
ALTER TABLE "classrooms" DROP CONSTRAINT "classrooms_created_by_id_fkey";

-- DropIndex
DROP INDEX "verdicts_submission_id_grader_revision_key";

-- AlterTable
ALTER TABLE "users" ADD COLUMN     "deleted_at" TIMESTAMPTZ(6),
ADD COLUMN     "email_verified_at" TIMESTAMPTZ(6),
ADD COLUMN     "mail_notices" BOOLEAN NOT NULL DEFAULT true;

-- AlterTable
ALTER TABLE "classrooms" ADD COLUMN     "join_ends_at" TIMESTAMPTZ(6),
ADD COLUMN     "join_open" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "keeps_grades" BOOLEAN NOT NULL DEFAULT true,
ALTER COLUMN "created_by_id" DROP NOT NULL;

-- AlterTable
ALTER TABLE "enrolments" ADD COLUMN     "removed_at" TIMESTAMPTZ(6),
ADD COLUMN     "student_id" TEXT;

-- AlterTable
ALTER TABLE "assignments" ADD COLUMN     "attempt_limit" INTEGER,
ADD COLUMN     "closes_at" TIMESTAMPTZ(6),
ADD COLUMN     "counting" "counting" NOT NULL DEFAULT 'best',
ADD COLUMN     "late_percent" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "late_policy" "late_policy" NOT NULL DEFAULT 'none',
ADD COLUMN     "solution_opens" "solution_opening" NOT NULL DEFAULT 'passed';

-- AlterTable
ALTER TABLE "drafts" ADD COLUMN     "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT now();

-- When an older draft began is not known; it was not later than its last save.
UPDATE "drafts" SET "created_at" = "updated_at";

-- AlterTable
ALTER TABLE "verdicts" ADD COLUMN     "misconception" TEXT,
ADD COLUMN     "revision_id" UUID;

-- Every verdict until now was given by the revision that its submission was stored with.
UPDATE "verdicts" SET "revision_id" = "submissions"."revision_id", "misconception" = "verdicts"."verdict"->>'misconception'
FROM "submissions" WHERE "submissions"."id" = "verdicts"."submission_id";

ALTER TABLE "verdicts" ALTER COLUMN "revision_id" SET NOT NULL;

-- AlterTable
ALTER TABLE "one_time_tokens" ADD COLUMN     "user_id" UUID;

-- CreateTable
CREATE TABLE "linked_accounts" (
    "provider" TEXT NOT NULL,
    "provider_account_id" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT now(),

    CONSTRAINT "linked_accounts_pkey" PRIMARY KEY ("provider","provider_account_id")
);

-- CreateTable
CREATE TABLE "invitations" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "classroom_id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "role" "enrolment_role" NOT NULL DEFAULT 'learner',
    "student_id" TEXT,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT now(),

    CONSTRAINT "invitations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "extensions" (
    "assignment_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "due_at" TIMESTAMPTZ(6),
    "closes_at" TIMESTAMPTZ(6),
    "extra_attempts" INTEGER NOT NULL DEFAULT 0,
    "reason" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT now(),

    CONSTRAINT "extensions_pkey" PRIMARY KEY ("assignment_id","user_id")
);

-- CreateTable
CREATE TABLE "overrides" (
    "assignment_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "points" DOUBLE PRECISION NOT NULL,
    "reason" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT now(),

    CONSTRAINT "overrides_pkey" PRIMARY KEY ("assignment_id","user_id")
);

-- CreateTable
CREATE TABLE "grades" (
    "assignment_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "computed_version" INTEGER NOT NULL DEFAULT 0,
    "kind" TEXT,
    "score" DOUBLE PRECISION,
    "points" DOUBLE PRECISION,
    "late_days" INTEGER NOT NULL DEFAULT 0,
    "late" BOOLEAN NOT NULL DEFAULT false,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "waiting" INTEGER NOT NULL DEFAULT 0,
    "ignored" INTEGER NOT NULL DEFAULT 0,
    "submission_id" UUID,
    "submitted_at" TIMESTAMPTZ(6),
    "first_at" TIMESTAMPTZ(6),
    "passed_at" TIMESTAMPTZ(6),

    CONSTRAINT "grades_pkey" PRIMARY KEY ("assignment_id","user_id")
);

-- CreateTable
CREATE TABLE "comments" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "submission_id" UUID NOT NULL,
    "classroom_id" UUID NOT NULL,
    "author_id" UUID,
    "line" INTEGER,
    "text" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT now(),
    "edited_at" TIMESTAMPTZ(6),

    CONSTRAINT "comments_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "notices" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "user_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "details" JSONB NOT NULL,
    "dedupe_key" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT now(),
    "read_at" TIMESTAMPTZ(6),
    "mailed_at" TIMESTAMPTZ(6),

    CONSTRAINT "notices_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "regrades" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "classroom_id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "revision_id" UUID NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT now(),
    "committed_at" TIMESTAMPTZ(6),
    "discarded_at" TIMESTAMPTZ(6),

    CONSTRAINT "regrades_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "regrade_items" (
    "regrade_id" UUID NOT NULL,
    "submission_id" UUID NOT NULL,
    "verdict" JSONB,
    "kind" TEXT,
    "score" DOUBLE PRECISION,
    "grader_revision" TEXT,
    "draw_id" UUID,
    "tfjs_version" TEXT,
    "browser_version" TEXT,
    "published" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "regrade_items_pkey" PRIMARY KEY ("regrade_id","submission_id")
);

-- CreateIndex
CREATE INDEX "linked_accounts_user_id_idx" ON "linked_accounts"("user_id");

-- CreateIndex
CREATE INDEX "invitations_email_idx" ON "invitations"("email");

-- CreateIndex
CREATE UNIQUE INDEX "invitations_classroom_id_email_key" ON "invitations"("classroom_id", "email");

-- CreateIndex
CREATE INDEX "extensions_user_id_idx" ON "extensions"("user_id");

-- CreateIndex
CREATE INDEX "overrides_user_id_idx" ON "overrides"("user_id");

-- CreateIndex
CREATE INDEX "grades_user_id_idx" ON "grades"("user_id");

-- CreateIndex
CREATE INDEX "comments_submission_id_created_at_idx" ON "comments"("submission_id", "created_at");

-- CreateIndex
CREATE INDEX "comments_classroom_id_idx" ON "comments"("classroom_id");

-- CreateIndex
CREATE INDEX "comments_author_id_idx" ON "comments"("author_id");

-- CreateIndex
CREATE INDEX "notices_user_id_created_at_idx" ON "notices"("user_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "notices_user_id_dedupe_key_key" ON "notices"("user_id", "dedupe_key");

-- CreateIndex
CREATE INDEX "regrades_classroom_id_created_at_idx" ON "regrades"("classroom_id", "created_at");

-- CreateIndex
CREATE INDEX "regrades_revision_id_idx" ON "regrades"("revision_id");

-- CreateIndex
CREATE INDEX "regrade_items_submission_id_idx" ON "regrade_items"("submission_id");

-- CreateIndex
CREATE INDEX "regrade_items_draw_id_idx" ON "regrade_items"("draw_id");

-- CreateIndex
CREATE INDEX "assignments_slug_idx" ON "assignments"("slug");

-- CreateIndex
CREATE INDEX "verdicts_revision_id_idx" ON "verdicts"("revision_id");

-- CreateIndex
CREATE UNIQUE INDEX "verdicts_submission_id_grader_revision_revision_id_key" ON "verdicts"("submission_id", "grader_revision", "revision_id");

-- CreateIndex
CREATE INDEX "one_time_tokens_user_id_idx" ON "one_time_tokens"("user_id");

-- AddForeignKey
ALTER TABLE "linked_accounts" ADD CONSTRAINT "linked_accounts_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "classrooms" ADD CONSTRAINT "classrooms_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_classroom_id_fkey" FOREIGN KEY ("classroom_id") REFERENCES "classrooms"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "extensions" ADD CONSTRAINT "extensions_assignment_id_fkey" FOREIGN KEY ("assignment_id") REFERENCES "assignments"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "extensions" ADD CONSTRAINT "extensions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "overrides" ADD CONSTRAINT "overrides_assignment_id_fkey" FOREIGN KEY ("assignment_id") REFERENCES "assignments"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "overrides" ADD CONSTRAINT "overrides_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "grades" ADD CONSTRAINT "grades_assignment_id_fkey" FOREIGN KEY ("assignment_id") REFERENCES "assignments"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "grades" ADD CONSTRAINT "grades_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "verdicts" ADD CONSTRAINT "verdicts_revision_id_fkey" FOREIGN KEY ("revision_id") REFERENCES "exercise_revisions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "comments" ADD CONSTRAINT "comments_submission_id_fkey" FOREIGN KEY ("submission_id") REFERENCES "submissions"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "comments" ADD CONSTRAINT "comments_classroom_id_fkey" FOREIGN KEY ("classroom_id") REFERENCES "classrooms"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "comments" ADD CONSTRAINT "comments_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notices" ADD CONSTRAINT "notices_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "regrades" ADD CONSTRAINT "regrades_classroom_id_fkey" FOREIGN KEY ("classroom_id") REFERENCES "classrooms"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "regrades" ADD CONSTRAINT "regrades_revision_id_fkey" FOREIGN KEY ("revision_id") REFERENCES "exercise_revisions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "regrade_items" ADD CONSTRAINT "regrade_items_regrade_id_fkey" FOREIGN KEY ("regrade_id") REFERENCES "regrades"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "regrade_items" ADD CONSTRAINT "regrade_items_submission_id_fkey" FOREIGN KEY ("submission_id") REFERENCES "submissions"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "regrade_items" ADD CONSTRAINT "regrade_items_draw_id_fkey" FOREIGN KEY ("draw_id") REFERENCES "draws"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "one_time_tokens" ADD CONSTRAINT "one_time_tokens_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What schema.prisma has no words for.
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_email_lower" CHECK ("email" = lower("email"));
ALTER TABLE "assignments" ADD CONSTRAINT "assignments_late_percent_range" CHECK ("late_percent" BETWEEN 0 AND 100);
ALTER TABLE "assignments" ADD CONSTRAINT "assignments_attempt_limit_range" CHECK ("attempt_limit" >= 1);
ALTER TABLE "extensions" ADD CONSTRAINT "extensions_extra_attempts_range" CHECK ("extra_attempts" >= 0);
ALTER TABLE "overrides" ADD CONSTRAINT "overrides_points_range" CHECK ("points" >= 0 AND "points" <= 100000);
ALTER TABLE "comments" ADD CONSTRAINT "comments_text_size" CHECK (octet_length("text") BETWEEN 1 AND 20000);

-- Grades of those who have submitted already: to be computed by the first reader.
INSERT INTO "grades" ("assignment_id", "user_id")
SELECT "assignments"."id", "enrolments"."user_id"
FROM "assignments"
JOIN "enrolments" ON "enrolments"."classroom_id" = "assignments"."classroom_id" AND "enrolments"."role" = 'learner'
WHERE EXISTS (
    SELECT FROM "submissions"
    WHERE "submissions"."user_id" = "enrolments"."user_id" AND "submissions"."slug" = "assignments"."slug");

-- What a committed regrade made of each learner's points. Those committed before this kept none of it.

-- CreateTable
CREATE TABLE "regrade_changes" (
    "regrade_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "from_points" DOUBLE PRECISION,
    "to_points" DOUBLE PRECISION,
    "lowest_points" DOUBLE PRECISION,
    "elsewhere" BOOLEAN NOT NULL,
    "why" JSONB NOT NULL,

    CONSTRAINT "regrade_changes_pkey" PRIMARY KEY ("regrade_id","user_id")
);

-- CreateIndex
CREATE INDEX "regrade_changes_user_id_idx" ON "regrade_changes"("user_id");

-- AddForeignKey
ALTER TABLE "regrade_changes" ADD CONSTRAINT "regrade_changes_regrade_id_fkey" FOREIGN KEY ("regrade_id") REFERENCES "regrades"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "regrade_changes" ADD CONSTRAINT "regrade_changes_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

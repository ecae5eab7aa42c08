-- A learner's browser names what it sends, so that sending it again after an answer was lost stores nothing twice.

-- AlterTable
ALTER TABLE "submissions" ADD COLUMN     "client_key" UUID;

-- CreateIndex
CREATE UNIQUE INDEX "submissions_user_id_client_key_key" ON "submissions"("user_id", "client_key");

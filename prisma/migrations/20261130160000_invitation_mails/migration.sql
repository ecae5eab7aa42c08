-- AlterTable
ALTER TABLE "invitations" ADD COLUMN "mail_asked_at" TIMESTAMPTZ(6),
ADD COLUMN "mail_locale" TEXT,
ADD COLUMN "mailed_at" TIMESTAMPTZ(6);

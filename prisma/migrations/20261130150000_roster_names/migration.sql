-- AlterTable
ALTER TABLE "enrolments" ADD COLUMN "roster_name" TEXT;

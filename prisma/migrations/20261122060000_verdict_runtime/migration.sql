-- What a verdict was given with, so that a replay can say what has changed since. Null for verdicts that are older.
ALTER TABLE "verdicts" ADD COLUMN     "browser_version" TEXT,
ADD COLUMN     "tfjs_version" TEXT;

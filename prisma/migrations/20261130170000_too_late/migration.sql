-- Where nothing counts, a grade says whether something came too late: computed anew when it is read next.
UPDATE "grades" SET version = version + 1 WHERE kind IS NULL AND waiting = 0 AND ignored > 0;

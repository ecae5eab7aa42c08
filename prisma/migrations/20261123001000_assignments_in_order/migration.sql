-- now() is the same for all rows of a transaction: what was assigned together, or copied with its class, had no order.
ALTER TABLE "assignments" ALTER COLUMN "created_at" SET DEFAULT clock_timestamp();

-- A number that several have who are present: whoever came first keeps it.
UPDATE "enrolments" SET student_id = NULL
FROM (
  SELECT classroom_id, user_id, row_number() OVER (PARTITION BY classroom_id, student_id ORDER BY created_at, user_id) AS place
  FROM "enrolments" WHERE student_id IS NOT NULL AND removed_at IS NULL) holders
WHERE holders.place > 1 AND enrolments.classroom_id = holders.classroom_id AND enrolments.user_id = holders.user_id;

-- CreateIndex
CREATE UNIQUE INDEX "enrolments_student_id_key" ON "enrolments"("classroom_id", "student_id") WHERE student_id IS NOT NULL AND removed_at IS NULL;

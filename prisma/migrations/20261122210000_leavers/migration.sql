-- AlterTable
ALTER TABLE "enrolments" ADD COLUMN "left_at" TIMESTAMPTZ(6);

-- Who left is removed too, so that every question about members needs to ask one column only.
ALTER TABLE "enrolments" ADD CONSTRAINT "enrolments_left_removed" CHECK (left_at IS NULL OR removed_at IS NOT NULL);

-- Who has left so far: the log says who ended each enrolment last.
UPDATE "enrolments" SET left_at = removed_at
FROM (
  SELECT DISTINCT ON (subject, details ->> 'userId') subject, details ->> 'userId' AS user_id, actor_id
  FROM "audit_events" WHERE action = 'person.removed'
  ORDER BY subject, details ->> 'userId', at DESC) ended
WHERE enrolments.removed_at IS NOT NULL AND ended.subject = 'classroom:' || enrolments.classroom_id
  AND ended.user_id = enrolments.user_id::text AND ended.actor_id = enrolments.user_id;

-- What came after a class was archived counts no more: its grades are computed anew.
UPDATE "grades" SET version = version + 1
FROM "assignments" JOIN "classrooms" ON classrooms.id = assignments.classroom_id
WHERE assignments.id = grades.assignment_id AND classrooms.archived_at IS NOT NULL AND EXISTS (
  SELECT FROM "submissions"
  WHERE submissions.user_id = grades.user_id AND submissions.slug = assignments.slug
    AND submissions.created_at > classrooms.archived_at);

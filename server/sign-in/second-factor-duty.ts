import 'server-only'
import type { Connection } from '@/store/foundation/database.ts'
import { teachesClass } from '@/store/classes/enrolments.ts'
import type { UserRecord } from '@/store/accounts/users.ts'

import type { Context } from '../foundation/context.ts'

/** Whether the site asks a second factor of this person: by their role, or because a class has them as an instructor. */
export async function mustHaveSecondFactor(
  context: Context,
  connection: Connection,
  { id, role }: Pick<UserRecord, 'id' | 'role'>,
): Promise<boolean> {
  switch (context.environment.REQUIRE_SECOND_FACTOR) {
    case 'nobody':
      return false
    case 'everybody':
      return true
    case 'instructors':
      return role !== 'learner' || teachesClass(connection, id)
  }
}

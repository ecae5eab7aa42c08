import type { Database } from '@/store/foundation/database.ts'

import type { Environment } from './environment.ts'

/** What a function of the server is handed besides the actor. It reaches for nothing, so that a test hands in what it likes. */
export interface Context {
  environment: Environment
  database: Database
  /** The present instant. */
  clock: () => Date
}

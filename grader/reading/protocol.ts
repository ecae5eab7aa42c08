/** What crosses the wall around a reading, as JSON text. */
import type { Fault } from '../exercise/exercise-error.ts'

/** A name of readings.ts and what that function is given. */
export interface ReadingCommand {
  name: string
  given: readonly unknown[]
}

export type ReadingAnswer<T> =
  | { type: 'read'; value: T }
  /** What an ExerciseError says. */
  | { type: 'fault'; slug: string; fault: Fault }
  /** A fault of ours. */
  | { type: 'failed'; detail: string }

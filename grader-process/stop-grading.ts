import type { Reader } from '../grader/reading/reader.ts'
import type { GradingQueue } from '../store/submissions/queue.ts'

/** How long a stop waits for the gradings that run in a cage; what is cut off comes back to the queue. */
const STOP_LIMIT_MS = 20_000

/** What is being read comes back to the queue at once: it may be a text that takes all that a text may take. */
export async function stopGrading({ reader, queue }: { reader: Reader; queue: GradingQueue }): Promise<void> {
  reader.close()
  await queue.close(STOP_LIMIT_MS)
}

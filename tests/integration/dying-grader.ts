/** A grader that takes a job and never ends it, to be killed. Usage: node dying-grader.ts DATABASE_URL */
import { openQueue } from '../../store/submissions/queue.ts'

const url = process.argv[2]
if (url === undefined) throw new Error('usage: dying-grader.ts DATABASE_URL')
const queue = await openQueue(url, {
  role: 'worker',
  onError: (error) => {
    throw error
  },
})
await queue.work({
  concurrency: 1,
  grade: async ({ submissionId }) => {
    process.stdout.write(`took ${submissionId}\n`)
    await new Promise(() => undefined)
  },
  giveUp: async () => undefined,
})

/** The grader process: takes submissions from the queue, grades them in Chromium, publishes verdicts, until SIGTERM. */
import { parseGraderEnvironment } from '../grader-process/environment.ts'
import { runGrader } from '../grader-process/run-grader.ts'
import { nothing, runCommand } from '../runner/command.ts'

await runCommand({
  usage: 'usage: DATABASE_URL=… node scripts/grader.ts\nIts other variables stand in docs/operating.md.',
  given: nothing,
  async run() {
    try {
      await runGrader(parseGraderEnvironment(process.env))
      return 0
    } catch (error) {
      // What is open already would keep the process alive.
      console.error(error)
      process.exit(1)
    }
  },
})

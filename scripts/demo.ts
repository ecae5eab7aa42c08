/**
 * Fills a class of 40 made-up learners over six weeks, to look around in: every submission was graded for real. Run it beside the
 * product. `--remove` takes all of it out again. Exit code 0: done; 2: wrong usage; 3: no database, or the grader failed.
 */
import { z } from 'zod'

import { makeDemo, removeDemo } from '../demo/demo.ts'
import { runCommand } from '../runner/command.ts'
import { withProductDatabase } from '../runner/postgres/product-database.ts'

const log = (line: string): void => console.error(line)

await runCommand({
  usage: 'usage: npm run demo [-- --remove]',
  options: { remove: { type: 'boolean' } },
  given: z.object({ positionals: z.tuple([]), remove: z.boolean().default(false) }),
  run: ({ remove }) =>
    withProductDatabase({ onLog: log }, async (url) => {
      for (const line of await (remove ? removeDemo(url) : makeDemo(url, log))) console.log(line)
      return 0
    }),
  broken: 3,
})

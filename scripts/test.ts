/**
 * `npm test`: every suite one after another, then the sum as the last line. Exit code 0 only if nothing failed and every suite ran
 * something. Runs under the project's own Node; scripts/test.mjs installs and calls it.
 */
import { z } from 'zod'

import { runSuites } from '../rig/run-suites.ts'
import { suites } from '../rig/test-suites.ts'
import { runCommand } from '../runner/command.ts'

await runCommand({
  usage: `usage: npm test [-- SUITE...]\nthere are: ${suites.map(({ name }) => name).join(', ')}; all by default`,
  given: z.object({ positionals: z.array(z.string()) }),
  run: ({ positionals }) => runSuites(positionals),
})
process.exit()

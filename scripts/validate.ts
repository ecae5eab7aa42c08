/** What a commit must pass. Exit code 0: all of it does; 1: something does not. */
import { z } from 'zod'

import { checkNames, validate } from '../rig/checks/validate.ts'
import { runCommand } from '../runner/command.ts'

await runCommand({
  usage: `usage: npm run validate [-- CHECK...] [--all] [--since COMMIT]
checks what has changed since this branch left the main one, or since COMMIT, with what is not committed; with --all everything
there are: ${checkNames.join(', ')}; all by default`,
  options: { all: { type: 'boolean' }, since: { type: 'string' } },
  given: z.object({
    positionals: z.array(z.enum(checkNames)),
    all: z.boolean().default(false),
    since: z.string().min(1).optional(),
  }),
  run: ({ positionals: names, all: everything, since }) =>
    validate({ names, everything, since, log: (line) => console.log(line) }),
})

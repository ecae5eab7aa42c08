/**
 * Looks for texts whose reading takes more than linear time: shapes drawn from a grammar, doubled in size, through the compiler, the
 * tokens of similarity, the prose and the declarations. Prints what it found, made small, with the seed that draws it again (with
 * --minutes 0 that one alone), and the largest exponents. Exit code 0: nothing found; 1: something.
 */
import { z } from 'zod'

import { fuzzReading } from '../rig/fuzz/fuzz-reading.ts'
import { seedOption } from '../rig/seed-option.ts'
import { runCommand } from '../runner/command.ts'

await runCommand({
  usage: 'usage: npm run -s fuzz -- compile [--minutes N] [--seed S]',
  options: { minutes: { type: 'string' }, seed: { type: 'string' } },
  given: z.object({
    positionals: z.tuple([z.literal('compile')]),
    minutes: z.coerce.number().min(0).default(5),
    seed: seedOption,
  }),
  run: async (asked) => ((await fuzzReading({ ...asked, log: (line) => console.log(line) })) === 0 ? 0 : 1),
})

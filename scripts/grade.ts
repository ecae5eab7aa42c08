/** Grades files exactly as the server does, without a database. Exit code 0: all passed; 1: some did not; 3: broken. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

import { z } from 'zod'

import { describeVerdict, formatVerdict, gradeFiles } from '../authoring/grade-files.ts'
import { slugPattern } from '../grader/exercise/slug-pattern.ts'
import { backendNames } from '../grader/judge/verdict.ts'
import { makeReader } from '../grader/reading/reader.ts'
import { exercisesFolder } from '../runner/checkout.ts'
import { runCommand, UsageError } from '../runner/command.ts'
import { exitOnSignals } from '../runner/processes/signals.ts'

const reader = makeReader()

await runCommand({
  usage: 'usage: npm run -s grade -- SLUG FILE... [--json] [--seed N] [--backend webgl|wasm|cpu]',
  options: { json: { type: 'boolean' }, seed: { type: 'string' }, backend: { type: 'string' } },
  given: z.object({
    positionals: z.tuple([z.string().regex(slugPattern), z.string()], z.string()),
    json: z.boolean().default(false),
    seed: z.coerce.number('takes an integer').int('takes an integer').optional(),
    backend: z.preprocess((given) => given ?? process.env.GRADER_BACKEND ?? 'webgl', z.enum(backendNames)),
  }),
  async run({ positionals: [slug, ...names], json, seed, backend }) {
    exitOnSignals()
    const [exercise, ...files] = await Promise.all([
      reader.readExerciseFolder(join(exercisesFolder, slug)),
      ...names.map(async (file) => ({ file, source: await readFile(file, 'utf8') })),
    ]).catch((error: unknown) => {
      throw new UsageError(error instanceof Error ? error.message : String(error))
    })
    const kinds = new Set<string>()
    for await (const { file, verdict } of gradeFiles({ exercise, files, reader, seed, backend })) {
      console.log(json ? formatVerdict(file, verdict) : describeVerdict(file, verdict))
      kinds.add(verdict.kind)
    }
    if (kinds.has('broken')) return 3
    return kinds.size === 1 && kinds.has('passed') ? 0 : 1
  },
  broken: 3,
})
reader.close()

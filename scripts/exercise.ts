/** The author's tools. Exit code 0: green; 1: something is wrong with an exercise; 2: wrong usage. */
import { z } from 'zod'

import { makeLanes } from '../authoring/grading-lanes.ts'
import { listLessons } from '../authoring/lesson-list.ts'
import { chooseExercises, describeLoaded, formatLoaded, loadExercises } from '../authoring/load-exercises.ts'
import { makeExercise } from '../authoring/new-exercise.ts'
import { makeReader } from '../grader/reading/reader.ts'
import { runCommand, UsageError } from '../runner/command.ts'
import { exitOnSignals } from '../runner/processes/signals.ts'

const usage = `usage: npm run -s exercise -- COMMAND
  list [--json]                               every exercise, one a line
  new SLUG [--en TITLE] [--zh TITLE] [--lesson UNIT/LESSON] [--difficulty 1-5]
                                              a draft to fill in; asks for what is not given. An empty text ('') leaves it
                                              open. \`new --help\` lists the lessons
  preview SLUG                                the workbench on the folder, and its samples graded at each change
  check [SLUG...] [--all] [--deep [--draws N]] [--types] [--json]
                                              proves exercises; those that git sees changed by default. --types looks
                                              at the types of their files and at nothing else, in seconds
  mutate SLUG...|--all [--solution] [--fresh] [--json]
                                              changes right answers a little, and lists what no check sees; goes on
                                              where it was cut off, unless --fresh; --solution leaves out samples/`

const commands = { list, new: create, preview: showPreview, check, mutate }
const flag = z.boolean().default(false)
const text = z.string().optional()
const request = z.object({
  positionals: z.tuple([z.enum(['list', 'new', 'preview', 'check', 'mutate'])], z.string()),
  json: flag,
  all: flag,
  deep: flag,
  types: flag,
  solution: flag,
  fresh: flag,
  draws: z.coerce.number('takes a number').int('takes a number').min(1).max(9999).optional(),
  en: text,
  zh: text,
  lesson: text,
  difficulty: text,
})

type Request = Omit<z.infer<typeof request>, 'positionals'> & { slugs: string[] }

const reader = makeReader()
await runCommand({
  usage,
  help: async ([command]) => {
    if (command !== 'new') return usage
    const lessons = (await listLessons()).map(({ path, title }) => `  ${path.padEnd(44)}${title}`)
    return [usage, 'lessons:', ...lessons].join('\n')
  },
  options: {
    ...Object.fromEntries(
      ['json', 'all', 'deep', 'types', 'solution', 'fresh'].map((name) => [name, { type: 'boolean' as const }]),
    ),
    ...Object.fromEntries(
      ['draws', 'en', 'zh', 'lesson', 'difficulty'].map((name) => [name, { type: 'string' as const }]),
    ),
  },
  given: request,
  run: ({ positionals: [command, ...slugs], ...rest }) => commands[command]({ ...rest, slugs: [...new Set(slugs)] }),
})

async function list({ json }: Request): Promise<number> {
  for (const one of await loadExercises(reader)) console.log(json ? formatLoaded(one) : describeLoaded(one))
  return 0
}

async function create({ slugs, ...answers }: Request): Promise<number> {
  const slug = requireOne(slugs)
  await makeExercise(slug, { answers, known: await loadExercises(reader) })
  console.log(`exercises/${slug} is there, as a draft that no learner sees. What to write next:`)
  console.log(`npm run -s exercise -- check ${slug}`)
  return 0
}

async function showPreview({ slugs }: Request): Promise<number> {
  const slug = requireOne(slugs)
  const { preview } = await import('../authoring/preview.ts')
  await preview(slug, (line) => console.log(line))
  return 0
}

async function mutate({ slugs, all, json, solution, fresh }: Request): Promise<number> {
  if (slugs.length === 0 && !all) throw new UsageError(usage)
  exitOnSignals()
  const loaded = (await loadExercises(reader)).filter(({ slug }) => all || slugs.includes(slug))
  const unknown = slugs.find((slug) => loaded.every((one) => one.slug !== slug))
  if (unknown !== undefined) throw new UsageError(`there is no exercises/${unknown}`)
  const broken = loaded.find((one) => 'fault' in one)
  if (broken !== undefined) throw new UsageError(`exercises/${broken.slug} cannot be read: see \`exercise check\``)
  const exercises = loaded.flatMap((one) => ('exercise' in one ? [one.exercise] : []))
  const lanes = makeLanes(reader)
  try {
    const { mutateExercises } = await import('../authoring/mutate-exercises.ts')
    return await mutateExercises(exercises, { lanes: await lanes.open(), reader, json, solutionOnly: solution, fresh })
  } finally {
    await lanes.close()
  }
}

async function check({ slugs, all: everything, types, ...rest }: Request): Promise<number> {
  exitOnSignals()
  const known = await loadExercises(reader)
  const chosen = await chooseExercises(known, { slugs, everything, reader })
  // Zero checks run is an error, never a pass.
  if (chosen.length === 0) throw new UsageError('there is no exercise to check')
  const { checkExercises, checkTypesOnly } = await import('../authoring/check-exercises.ts')
  if (types) return checkTypesOnly(chosen.map(({ slug }) => slug))
  const lanes = makeLanes(reader)
  try {
    return await checkExercises(chosen, { ...rest, named: slugs.length > 0, known, lanes, reader })
  } finally {
    await lanes.close()
  }
}

function requireOne([slug, ...more]: string[]): string {
  if (slug === undefined || more.length > 0) throw new UsageError(usage)
  return slug
}

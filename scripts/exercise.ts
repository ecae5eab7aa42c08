/**
 * npm run -s exercise -- list|new|preview|check|mutate [SLUG...] [--help]
 *
 * The author's tools. Exit 0: green; 1: something is wrong with an exercise; 2: wrong usage.
 */
import { execFile } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { parseArgs, promisify } from 'node:util'
import { ExerciseError } from '../grader/exercise/exercise-error.ts'
import { listExerciseFolders } from '../grader/exercise/list-folders.ts'
import { makeReader } from '../grader/reading/reader.ts'
import { scaffoldExercise } from '../grader/exercise/scaffold.ts'
import type { ScaffoldAnswers } from '../grader/exercise/scaffold.ts'
import { slugPattern } from '../grader/exercise/slug-pattern.ts'
import { UsageError, askWhatIsMissing, openTerminal } from './ask-for-exercise.ts'
import type { GivenAnswers } from './ask-for-exercise.ts'
import type { LoadedExercise } from './check-exercises.ts'
import { exercisesFolder, lessonsFolder, projectFolder } from './exercise-folders.ts'
import { exitOnSignals } from './exit-on-signals.ts'
import { makeLanes } from './grading-lanes.ts'
import { listLessons } from './lesson-list.ts'

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

interface Request {
  command: string
  help: boolean
  slugs: string[]
  json: boolean
  all: boolean
  deep: boolean
  types: boolean
  draws: number | undefined
  solution: boolean
  fresh: boolean
  answers: GivenAnswers
}

const reader = makeReader()
process.exitCode = await main(process.argv.slice(2))

async function main(argv: string[]): Promise<number> {
  try {
    const request = parseRequest(argv)
    if (request.help) return await help(request)
    switch (request.command) {
      case 'list':
        return await list(request)
      case 'new':
        return await create(request)
      case 'check':
        exitOnSignals()
        return await check(request)
      case 'mutate':
        exitOnSignals()
        return await mutate(request)
      case 'preview':
        return await showPreview(request)
      default:
        throw new UsageError(usage)
    }
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    console.error(error.message)
    return 2
  }
}

function parseRequest(argv: string[]): Request {
  try {
    const { values, positionals } = parseArgs({
      args: argv,
      allowPositionals: true,
      options: {
        help: { type: 'boolean', short: 'h' },
        json: { type: 'boolean' },
        all: { type: 'boolean' },
        deep: { type: 'boolean' },
        types: { type: 'boolean' },
        draws: { type: 'string' },
        solution: { type: 'boolean' },
        fresh: { type: 'boolean' },
        en: { type: 'string' },
        zh: { type: 'string' },
        lesson: { type: 'string' },
        difficulty: { type: 'string' },
      },
    })
    const [command = '', ...slugs] = positionals
    const { json = false, all = false, deep = false, types = false, draws, solution = false, fresh = false } = values
    const { help: asksForHelp = false, en, zh, lesson, difficulty } = values
    if (draws !== undefined && !/^[1-9]\d{0,3}$/.test(draws)) throw new Error(`--draws takes a number, not "${draws}"`)
    return {
      command,
      help: asksForHelp,
      slugs: [...new Set(slugs)],
      json,
      all,
      deep,
      types,
      draws: draws === undefined ? undefined : Number(draws),
      solution,
      fresh,
      answers: { en, zh, lesson, difficulty },
    }
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n${usage}`)
  }
}

async function help({ command }: Request): Promise<number> {
  console.log(usage)
  if (command === 'new') {
    const lessons = await listLessons(lessonsFolder)
    console.log(`lessons:\n${lessons.map(({ path, title }) => `  ${path.padEnd(44)}${title}`).join('\n')}`)
  }
  return 0
}

async function loadAll(): Promise<LoadedExercise[]> {
  const slugs = await listExerciseFolders(exercisesFolder)
  return Promise.all(slugs.map(load))
}

async function load(slug: string): Promise<LoadedExercise> {
  try {
    return { slug, exercise: await reader.readExerciseFolder(join(exercisesFolder, slug)) }
  } catch (error) {
    if (!(error instanceof ExerciseError)) throw error
    const { file, reason, next } = error
    return { slug, fault: { file, reason, next } }
  }
}

async function list({ json }: Request): Promise<number> {
  const loaded = await loadAll()
  for (const one of loaded) {
    if (json) {
      const { slug } = one
      const line =
        'fault' in one ? { slug, fault: one.fault } : { slug, revision: one.exercise.revision, ...one.exercise.meta }
      console.log(JSON.stringify(line))
    } else if ('fault' in one) console.log(`${one.slug}: ${one.fault.file} ${one.fault.reason}`)
    else {
      const { meta, prose } = one.exercise
      const draft = meta.draft ? ', draft' : ''
      console.log(`${meta.id.padEnd(5)} ${one.slug.padEnd(28)} ${prose.en.title} (${prose.zh.title})${draft}`)
    }
  }
  return 0
}

async function create({ slugs, answers }: Request): Promise<number> {
  const [slug, ...more] = slugs
  if (slug === undefined || more.length > 0) throw new UsageError(usage)
  if (!slugPattern.test(slug)) throw new UsageError(`"${slug}" is no slug: use a-z, 0-9 and single hyphens`)
  const loaded = await loadAll()
  if (loaded.some((one) => one.slug === slug)) throw new UsageError(`exercises/${slug} exists already`)
  const metas = loaded.flatMap((one) => ('exercise' in one ? [one.exercise.meta] : []))
  const known = await ask(answers)
  for (const [path, text] of Object.entries(scaffoldExercise(slug, metas, known))) {
    const file = join(exercisesFolder, slug, path)
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, text, { flag: 'wx' })
  }
  console.log(`exercises/${slug} is there, as a draft that no learner sees. What to write next:`)
  console.log(`npm run -s exercise -- check ${slug}`)
  return 0
}

async function ask(answers: GivenAnswers): Promise<ScaffoldAnswers> {
  const lessons = await listLessons(lessonsFolder)
  if (!process.stdin.isTTY) return askWhatIsMissing(answers, lessons, undefined)
  const terminal = openTerminal(process.stdin, process.stdout)
  try {
    return await askWhatIsMissing(answers, lessons, terminal)
  } finally {
    terminal.close()
  }
}

async function showPreview({ slugs }: Request): Promise<number> {
  const [slug, ...more] = slugs
  if (slug === undefined || more.length > 0) throw new UsageError(usage)
  const all = await listExerciseFolders(exercisesFolder)
  if (!all.includes(slug)) throw new UsageError(`there is no exercises/${slug}; \`exercise new ${slug}\` makes one`)
  const { preview } = await import('./preview.ts')
  await preview(slug, (line) => console.log(line))
  return 0
}

async function mutate({ slugs, all, json, solution, fresh }: Request): Promise<number> {
  if (slugs.length === 0 && !all) throw new UsageError(usage)
  const loaded = (await loadAll()).filter(({ slug }) => all || slugs.includes(slug))
  const unknown = slugs.find((slug) => loaded.every((one) => one.slug !== slug))
  if (unknown !== undefined) throw new UsageError(`there is no exercises/${unknown}`)
  const broken = loaded.find((one) => 'fault' in one)
  if (broken !== undefined) throw new UsageError(`exercises/${broken.slug} cannot be read: see \`exercise check\``)
  const exercises = loaded.flatMap((one) => ('exercise' in one ? [one.exercise] : []))
  const lanes = makeLanes(reader)
  try {
    const { mutateExercises } = await import('./mutate-exercises.ts')
    return await mutateExercises(exercises, { lanes: await lanes.open(), reader, json, solutionOnly: solution, fresh })
  } finally {
    await lanes.close()
  }
}

async function check(request: Request): Promise<number> {
  const all = await loadAll()
  const chosen = await choose(request, all)
  // Zero checks run is an error, never a pass.
  if (chosen.length === 0) throw new UsageError('there is no exercise to check')
  const { checkExercises, checkTypesOnly } = await import('./check-exercises.ts')
  if (request.types) return checkTypesOnly(chosen.map(({ slug }) => slug))
  const lanes = makeLanes(reader)
  try {
    return await checkExercises(chosen, {
      ...request,
      named: request.slugs.length > 0,
      known: all,
      lanes,
      reader,
    })
  } finally {
    await lanes.close()
  }
}

/** Named ones, all, or those with changes that git has not committed; all too when git cannot say or the grader changed. */
async function choose({ slugs, all: everything }: Request, all: LoadedExercise[]): Promise<LoadedExercise[]> {
  const wrong = slugs.find((slug) => !slugPattern.test(slug))
  if (wrong !== undefined) throw new UsageError(`"${wrong}" is no slug: use a-z, 0-9 and single hyphens`)
  if (slugs.length > 0)
    return Promise.all(slugs.map(async (slug) => all.find((one) => one.slug === slug) ?? load(slug)))
  if (everything) return all
  const changed = await changedPaths()
  if (changed === null || changed.some((path) => path.startsWith('grader/'))) return all
  const found = all.filter(({ slug }) => changed.some((path) => path.startsWith(`exercises/${slug}/`)))
  return found.length > 0 ? found : all
}

async function changedPaths(): Promise<string[] | null> {
  try {
    const args = ['status', '--porcelain', '--untracked-files=all', '--no-renames', '-z']
    const { stdout } = await promisify(execFile)('git', args, { cwd: projectFolder })
    return stdout.split('\0').map((line) => line.slice(3))
  } catch (error) {
    console.error(
      `git cannot say what changed (${error instanceof Error ? error.message.trim() : String(error)}): checking all`,
    )
    return null
  }
}

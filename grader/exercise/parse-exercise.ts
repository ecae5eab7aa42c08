/** The folder format's door: files from git or from the database, parsed into an Exercise. */
import { z } from 'zod'
import { backendNames } from '../judge/verdict.ts'
import type { Exercise, ExerciseMeta, Json, Prose, Reference } from './exercise.ts'
import { ExerciseError } from './exercise-error.ts'
import type { Fault } from './exercise-error.ts'
import { ProseError, parseProse } from './prose.ts'
import { hashFiles, normalised } from './revision.ts'
import { chineseStarterFile, misconceptionPath, samplePath } from './sample-ids.ts'
import { slugPattern } from './slug-pattern.ts'

/** In bytes. */
const dataLimit = 200_000
const textLimit = 1_000_000

const required = ['exercise.json', 'en.md', 'zh.md', 'starter.ts', 'solution.ts', 'experiment.ts', 'checks.ts']
const equivalentsFile = 'mutants.json'
const optional = ['data.json', 'reference.json', equivalentsFile, chineseStarterFile]

/** @throws ExerciseError with the file, the reason and the next step */
export function parseExercise(slug: string, given: Readonly<Record<string, string>>): Exercise {
  const refuse = (fault: Fault, cause?: unknown): never => {
    throw new ExerciseError(slug, fault, cause)
  }
  if (!slugPattern.test(slug) || slug.length > 60) {
    refuse({ file: '.', reason: 'the folder’s name is no slug', next: 'Use a-z, 0-9 and single hyphens, at most 60.' })
  }
  const all = Object.entries(given).map(([path, text]): [string, string] => [path, normalised(text)])
  for (const [path, text] of all) checkPath(path, text, refuse)
  // What proves the exercise, and what its comments are in another language, changes nothing of what is graded.
  const besides = [equivalentsFile, chineseStarterFile]
  const files = Object.fromEntries(all.filter(([path]) => !samplePath.test(path) && !besides.includes(path)))
  for (const path of required) {
    if (files[path] === undefined) refuse({ file: path, reason: 'is missing', next: 'Every exercise has this file.' })
  }
  const meta = parseJson('exercise.json', files['exercise.json'] ?? '', { schema: metaSchema, refuse })
  const starter = files['starter.ts'] ?? ''
  return {
    slug,
    revision: hashFiles(files),
    meta,
    prose: { en: prose('en.md', files, refuse), zh: prose('zh.md', files, refuse) },
    files,
    starters: {
      en: starter,
      zh: given[chineseStarterFile] === undefined ? starter : normalised(given[chineseStarterFile]),
    },
    samples: Object.fromEntries(all.filter(([path]) => samplePath.test(path))),
    equivalents: parseEquivalents(given[equivalentsFile], refuse),
    reference: parseReference(files['reference.json'], refuse),
  }
}

/** data.json, or null. */
export function parseExerciseData(exercise: Pick<Exercise, 'slug' | 'files'>): Json {
  const text = exercise.files['data.json']
  if (text === undefined) return null
  return parseJson('data.json', text, {
    schema: jsonSchema,
    refuse: (fault, cause) => {
      throw new ExerciseError(exercise.slug, fault, cause)
    },
  })
}

type Refuse = (fault: Fault, cause?: unknown) => never

function checkPath(path: string, text: string, refuse: Refuse): void {
  if (!required.includes(path) && !optional.includes(path) && !misconceptionPath.test(path) && !samplePath.test(path)) {
    const next = 'Move it elsewhere: a folder holds only the files that docs/authoring.md lists.'
    refuse({ file: path, reason: 'is not a file of the format', next })
  }
  const limit = path === 'data.json' ? dataLimit : textLimit
  const size = new TextEncoder().encode(text).length
  if (size > limit) {
    refuse({ file: path, reason: `is ${size} bytes, at most ${limit} are allowed`, next: 'Make it smaller.' })
  }
}

function prose(file: string, files: Readonly<Record<string, string>>, refuse: Refuse): Prose {
  try {
    return parseProse(files[file] ?? '', file)
  } catch (error) {
    if (error instanceof ProseError) return refuse(error.fault, error)
    throw error
  }
}

const jsonSchema: z.ZodType<Json> = z.lazy(() =>
  z.union([z.null(), z.boolean(), z.number(), z.string(), z.array(jsonSchema), z.record(z.string(), jsonSchema)]),
)

const slugSchema = z.string().regex(slugPattern, 'must be a slug (a-z, 0-9, hyphens)')
const positive = z.int().positive()

const metaSchema: z.ZodType<ExerciseMeta> = z.strictObject({
  id: z.string().regex(/^E\d{1,3}$/, 'must look like "E28"'),
  draft: z.boolean().default(false),
  unit: positive,
  order: positive,
  lesson: z.string().regex(/^[a-z0-9-]+\/[a-z0-9-]+$/, 'must be "unit/lesson"'),
  concepts: z.array(slugSchema).min(1),
  prerequisites: z.array(slugSchema),
  problems: z.array(positive),
  difficulty: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5)]),
  minutes: positive,
  points: positive,
  budget: z
    .strictObject({
      timeMs: z.int().min(500).max(30_000).default(8000),
      tensorBytes: z
        .int()
        .min(65_536)
        .max(512 * 1024 * 1024)
        .default(256 * 1024 * 1024),
      kernels: z.int().min(10).max(200_000).default(20_000),
    })
    .prefault({}),
  permits: z.array(z.string().regex(/^[A-Za-z][\w.]*$/)).default([]),
  tidy: z.enum(['noted', 'graded']).default('noted'),
})

const marginSchema = z.strictObject({
  solution: z.number().nullable(),
  nearest: z.strictObject({ id: slugSchema, slack: z.number() }).nullable(),
})

const referenceSchema: z.ZodType<Reference> = z.strictObject({
  source: z.string().regex(/^[0-9a-f]{64}$/),
  draws: z
    .array(
      z.strictObject({
        seed: z.int(),
        draw: jsonSchema,
        reference: z.record(z.string(), z.record(z.string(), jsonSchema)),
      }),
    )
    .min(1),
  marginsSource: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .exactOptional(),
  margins: z.record(z.string(), z.partialRecord(z.enum(backendNames), marginSchema)),
  mutants: z.strictObject({ killed: z.int(), equivalent: z.int() }).exactOptional(),
})

const equivalentsSchema = z.array(
  z.strictObject({
    file: z
      .string()
      .regex(/^(?:solution|samples\/passed-[a-z0-9-]+)\.ts$/, 'names solution.ts or a right answer of samples/'),
    text: z.string().min(1),
    change: z.string().min(1),
    reason: z.string().min(20, 'says why no demand of the task tells the two apart'),
  }),
)

function parseEquivalents(text: string | undefined, refuse: Refuse): Exercise['equivalents'] {
  return text === undefined ? [] : parseJson(equivalentsFile, text, { schema: equivalentsSchema, refuse })
}

function parseReference(text: string | undefined, refuse: Refuse): Reference | null {
  if (text === undefined) return null
  return parseJson('reference.json', text, {
    schema: referenceSchema,
    refuse,
    next: 'It is generated: run `npm run -s exercise -- check --deep` for this exercise.',
  })
}

function parseJson<T>(
  file: string,
  text: string,
  { schema, refuse, next }: { schema: z.ZodType<T>; refuse: Refuse; next?: string },
): T {
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch (error) {
    const reason = `is no JSON: ${error instanceof Error ? error.message : String(error)}`
    return refuse({ file, reason, next: next ?? 'Correct the syntax.' }, error)
  }
  const result = schema.safeParse(parsed)
  if (result.success) return result.data
  const issue = result.error.issues[0]
  const at = issue && issue.path.length > 0 ? `"${issue.path.join('.')}": ` : ''
  return refuse({ file, reason: `${at}${issue?.message ?? 'has the wrong form'}`, next: next ?? 'Correct this field.' })
}

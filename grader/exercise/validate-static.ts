/** What can be said of an exercise without running it: ids, declarations and prose fit together. */
import { permits } from '../cage/permits.ts'
import type { Exercise, Locale } from './exercise.ts'
import type { Fault } from './exercise-error.ts'
import { placeholderNames } from './placeholders.ts'
import { chineseStarterFile, kindOfSample, misconceptionIds, misconceptionNamedIn } from './sample-ids.ts'
import type { Declarations } from './read-declarations.ts'

const locales: readonly Locale[] = ['en', 'zh']
/** Checks that the grader adds to every exercise. */
const builtinChecks = ['repeatable', 'tidy']

export function findStaticFaults(exercise: Exercise, declared: Declarations): Fault[] {
  return [
    ...findUnfinished(exercise),
    ...findCheckFaults(declared),
    ...findMisconceptionFaults(exercise, declared),
    ...locales.flatMap((locale) => findProseFaults(exercise, declared, locale)),
    ...locales.flatMap((locale) => findFiguresFaults(exercise, locale)),
    ...findLanguageFaults(exercise),
    ...findStarterFaults(exercise),
    ...findPermitFaults(exercise),
    ...findSampleFaults(exercise, declared),
  ]
}

/** Faults that only show beside the other exercises. */
export function findCourseFaults(
  exercise: Pick<Exercise, 'slug' | 'meta'>,
  { all, lessons }: { all: readonly Pick<Exercise, 'slug' | 'meta'>[]; lessons: readonly CourseLesson[] },
): Fault[] {
  const file = 'exercise.json'
  const faults = findLessonFaults(exercise, lessons)
  const others = all.filter((other) => other.slug !== exercise.slug)
  for (const key of ['id', 'order'] as const) {
    const twin = others.find((other) => other.meta[key] === exercise.meta[key])
    if (!twin) continue
    const reason = `"${key}" is ${exercise.meta[key]}, as in ${twin.slug}`
    faults.push({ file, reason, next: `Give each exercise its own ${key}.` })
  }
  for (const slug of exercise.meta.prerequisites) {
    const named = others.find((other) => other.slug === slug)
    if (named === undefined) {
      const next = 'Name a folder beside this one.'
      faults.push({ file, reason: `prerequisite "${slug}" is no other exercise`, next })
    } else if (named.meta.draft && !exercise.meta.draft) {
      const next = 'Publish that one first: remove "draft" from its exercise.json.'
      faults.push({ file, reason: `prerequisite "${slug}" is a draft, which learners do not see`, next })
    }
  }
  return faults
}

/** A lesson as an exercise names it. */
export interface CourseLesson {
  /** "unit/lesson". */
  path: string
  /** The unit's number. */
  unit: number
}

function findLessonFaults({ meta }: Pick<Exercise, 'meta'>, lessons: readonly CourseLesson[]): Fault[] {
  const file = 'exercise.json'
  // What is still to be chosen is complained of elsewhere.
  if (isPlaceholder(meta.lesson)) return []
  const lesson = lessons.find(({ path }) => path === meta.lesson)
  if (lesson === undefined) {
    const [unit] = meta.lesson.split('/')
    const near = lessons.filter(({ path }) => path.split('/')[0] === unit)
    const known = (near.length > 0 ? near : lessons).map(({ path }) => path).join(', ')
    return [{ file, reason: `there is no lesson "${meta.lesson}"`, next: `Name one of these: ${known}.` }]
  }
  if (lesson.unit === meta.unit) return []
  const reason = `"unit" is ${meta.unit}, but ${meta.lesson} belongs to unit ${lesson.unit}`
  return [{ file, reason, next: `Write ${lesson.unit}.` }]
}

const isPlaceholder = (lesson: string): boolean => lesson.includes('todo')

function findCheckFaults({ checks, sections, exports: exported, misconceptions }: Declarations): Fault[] {
  const faults: Fault[] = []
  const ids = Object.keys(checks)
  if (exported.length === 0) {
    faults.push({ file: 'experiment.ts', reason: 'declares no export', next: 'Name what a learner has to export.' })
  }
  if (ids.length === 0) {
    faults.push({ file: 'checks.ts', reason: 'declares no check', next: 'An exercise without checks grades nothing.' })
  }
  for (const [id, needs] of Object.entries(checks)) {
    const complain = (reason: string, next: string): number => faults.push({ file: 'checks.ts', reason, next })
    if (builtinChecks.includes(id)) complain(`check "${id}" has the name of a built-in one`, 'Choose another id.')
    if (needs.length === 0) complain(`check "${id}" needs no section`, 'Name the sections that it reads.')
    for (const name of needs.filter((one) => !sections.includes(one))) {
      complain(
        `check "${id}" needs section "${name}", which experiment.ts does not have`,
        `Sections: ${sections.join(', ')}.`,
      )
    }
    if (!Object.values(misconceptions).some(({ fails }) => fails.includes(id))) {
      complain(
        `no misconception fails check "${id}"`,
        'Add the wrong idea that it is there to catch, or remove the check.',
      )
    }
  }
  return faults
}

function findMisconceptionFaults(exercise: Exercise, { checks, misconceptions }: Declarations): Fault[] {
  const faults: Fault[] = []
  const samples = misconceptionIds(exercise.files)
  for (const id of samples.filter((one) => !(one in misconceptions))) {
    const file = `misconceptions/${id}.ts`
    faults.push({ file, reason: `checks.ts declares no misconception "${id}"`, next: 'Add it, or remove the sample.' })
  }
  for (const [id, { kind, fails }] of Object.entries(misconceptions)) {
    if (!samples.includes(id)) {
      const next = 'Write the wrong idea as a module that type-checks.'
      faults.push({ file: `misconceptions/${id}.ts`, reason: 'is missing, but checks.ts declares it', next })
    }
    const unknown = fails.filter((one) => !(one in checks) && !builtinChecks.includes(one))
    for (const one of unknown) {
      faults.push({
        file: 'checks.ts',
        reason: `misconception "${id}" fails "${one}", which is no check`,
        next: 'Correct the id.',
      })
    }
    if (kind === 'failed' && fails.length === 0) {
      faults.push({
        file: 'checks.ts',
        reason: `misconception "${id}" fails no check`,
        next: 'Name those that catch it.',
      })
    }
    if (kind === 'passed' || kind === 'broken') {
      faults.push({
        file: 'checks.ts',
        reason: `misconception "${id}" is declared to be ${kind}`,
        next: 'A wrong idea must not pass.',
      })
    }
  }
  return faults
}

function findProseFaults({ prose }: Exercise, declared: Declarations, locale: Locale): Fault[] {
  const file = `${locale}.md`
  const headings = { checks: 'Checks', misconceptions: 'Misconceptions', plots: 'Plots' }
  const closing: Fault[] =
    prose[locale].passed === undefined
      ? [
          {
            file,
            reason: 'has no `## Passed`',
            next: 'Say at the end, in a sentence or two, what a right answer has shown.',
          },
        ]
      : []
  const entries = (['checks', 'misconceptions', 'plots'] as const).flatMap((section) => {
    const wanted = Object.keys(declared[section])
    const written = Object.keys(prose[locale][section])
    const heading = headings[section]
    return [
      ...wanted
        .filter((id) => !written.includes(id))
        .map((id) => ({
          file,
          reason: `has no \`### ${id}\` under \`## ${heading}\``,
          next: section === 'plots' ? 'Write in one line what the plot shows.' : 'Write its sentence and its hints.',
        })),
      ...written
        .filter((id) => !wanted.includes(id))
        .map((id) => ({
          file,
          reason: `describes "${id}", which checks.ts does not have`,
          next: 'Remove it, or correct the id.',
        })),
    ]
  })
  return [...entries, ...closing]
}

/** A claim is read before anything was measured; the figures after it have nothing to say without numbers. */
function findFiguresFaults({ prose }: Exercise, locale: Locale): Fault[] {
  const file = `${locale}.md`
  const names = placeholderNames.map((name) => `{${name}}`)
  const isNamed = (text: string): boolean => names.some((name) => text.includes(name))
  return (['checks', 'misconceptions'] as const).flatMap((section) =>
    Object.entries(prose[locale][section]).flatMap(([id, { claim, figures }]) => {
      const found: Fault[] = []
      const fault = (reason: string, next: string): void => void found.push({ file, reason: `"${id}" ${reason}`, next })
      if (isNamed(claim)) {
        fault(
          'speaks of a measured number in its claim, which is read before a run too',
          `Move what names ${names.join(', ')} into a paragraph of its own, between the claim and the hints.`,
        )
      }
      if (figures !== undefined && section === 'misconceptions') {
        fault('has a second paragraph, which nothing fills', 'A misconception has a sentence and hints.')
      } else if (figures !== undefined && !isNamed(figures)) {
        fault('has a second paragraph without a number', `Name ${names.join(' or ')} in it, or join the two.`)
      }
      if (figures !== undefined && names.some((name) => figures.includes(`\`${name}\``))) {
        fault('has a placeholder between backticks, where nothing is filled in', 'Take the backticks away.')
      }
      return found
    }),
  )
}

function findLanguageFaults({ prose: { en, zh } }: Exercise): Fault[] {
  return (['checks', 'misconceptions'] as const).flatMap((section) =>
    Object.entries(en[section]).flatMap(([id, { hints }]) => {
      const other = zh[section][id]?.hints.length ?? hints.length
      if (other === hints.length) return []
      const reason = `"${id}" has ${other} hints, en.md has ${hints.length}`
      return [{ file: 'zh.md', reason, next: 'Give both languages the same hints.' }]
    }),
  )
}

function findStarterFaults({ starters }: Exercise): Fault[] {
  const named = [
    ['starter.ts', starters.en],
    [chineseStarterFile, starters.zh],
  ] as const
  return named
    .filter(([, text]) => !/\bTODO\b/.test(text))
    .filter(({ 1: text }, index) => index === 0 || text !== starters.en)
    .map(([file]) => ({ file, reason: 'has no TODO', next: 'Mark with TODO where the learner begins.' }))
}

/** `exercise new` writes its instructions as TODOs; only the starter keeps one. */
function findUnfinished({ files, meta }: Exercise): Fault[] {
  const inOrder = Object.entries(files).toSorted(([a], [b]) => turnOf(a) - turnOf(b))
  const faults = inOrder.flatMap(([file, text]) => {
    if (file === 'starter.ts') return []
    return text.split('\n').flatMap((line, index): Fault[] => {
      const todo = /\bTODO\b[:：]?\s*(.*?)(?:\s*(?:\*\/|-->))?$/.exec(line)
      if (!todo) return []
      return [
        { file, reason: `line ${index + 1} is still to be written`, next: todo[1] || 'Finish it and remove the TODO.' },
      ]
    })
  })
  if (isPlaceholder(meta.lesson) || meta.concepts.includes('todo')) {
    const next =
      'Set unit, order, lesson ("unit/lesson"), concepts, prerequisites, problems, difficulty, minutes and points.'
    faults.unshift({ file: 'exercise.json', reason: 'still has its placeholders', next })
  }
  return faults
}

/** What an author writes first, comes first: prose only when it is known what has to be said. */
function turnOf(file: string): number {
  const turns = ['solution.ts', 'experiment.ts', 'misconceptions/', 'checks.ts', 'en.md', 'zh.md']
  const turn = turns.findIndex((one) => file.startsWith(one))
  return turn < 0 ? turns.length : turn
}

/** Of answers by people who saw the task alone. */
const samplesAtLeast = { passed: 4, failed: 10 } as const

function findSampleFaults({ samples }: Exercise, { misconceptions }: Declarations): Fault[] {
  return Object.entries(samples).flatMap(([file, text]): Fault[] => {
    const named = misconceptionNamedIn(text)
    if (named === null || Object.hasOwn(misconceptions, named)) return []
    return [{ file, reason: `names the misconception "${named}", which checks.ts does not have`, next: 'Correct it.' }]
  })
}

/** An exercise counts only when answers of others have been judged: asked last, because they are written last. */
export function findMissingSamples({ samples }: Pick<Exercise, 'samples'>): Fault[] {
  const kinds = Object.keys(samples).map(kindOfSample)
  const right = kinds.filter((kind) => kind === 'passed').length
  const wrong = kinds.length - right
  if (right >= samplesAtLeast.passed && wrong >= samplesAtLeast.failed) return []
  const { passed, failed } = samplesAtLeast
  const reason = `holds ${right} right and ${wrong} wrong answers, at least ${passed} and ${failed} are needed`
  const next = 'Let somebody who has seen only the task and the starter write them: docs/authoring.md says how.'
  return [{ file: 'samples/', reason, next }]
}

function findPermitFaults({ meta }: Exercise): Fault[] {
  return meta.permits.flatMap((name): Fault[] => {
    const given = Object.hasOwn(permits, name) ? permits[name]?.given : undefined
    if (given === 'on-request') return []
    const reason = given ? `permits "${name}", which everyone has` : `permits "${name}", which the cage does not know`
    return [{ file: 'exercise.json', reason, next: 'Name only what grader/cage/permits.ts gives on request.' }]
  })
}

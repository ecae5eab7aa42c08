/** `exercise check`: what an exercise promises, proved one after the other, and told to its author. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Fault } from '../grader/exercise/exercise-error.ts'
import { formatReference } from '../grader/exercise/reference-text.ts'
import { inLanes } from '../grader/exercise/lanes.ts'
import { listStrayFiles } from '../grader/exercise/stray-files.ts'
import { describeMargin } from '../grader/exercise/thin-margins.ts'
import { ungraded, validateExercise } from '../grader/exercise/validate-exercise.ts'
import type { ValidateOptions, Validation } from '../grader/exercise/validate-exercise.ts'
import type { CourseLesson } from '../grader/exercise/validate-static.ts'
import type { CageHost } from '../grader/host/host.ts'
import type { Reader } from '../grader/reading/reader.ts'
import { exercisesFolder } from '../runner/checkout.ts'
import { findTypeFaults } from './exercise-types.ts'
import type { Lanes } from './grading-lanes.ts'
import { makeProgressLine } from './grading-progress.ts'
import { listLessons } from './lesson-list.ts'
import type { LoadedExercise } from './load-exercises.ts'

interface CheckRequest {
  deep: boolean
  draws?: number | undefined
  json: boolean
  /** By their author: then types are checked and margins shown. All of them have `npm run typecheck`. */
  named: boolean
  /** The whole course. */
  known: readonly LoadedExercise[]
  lanes: Pick<Lanes, 'count' | 'open'>
  reader: Reader
}

interface Checked extends Validation {
  draft: boolean
  /** Files in the folder that are no part of the exercise. */
  stray: string[]
  durationMs: number
}

/** @returns 0 when every one is green, 1 otherwise */
export async function checkExercises(chosen: readonly LoadedExercise[], request: CheckRequest): Promise<0 | 1> {
  const lessons = await listLessons()
  const types = request.named ? findTypeFaults(chosen.map(({ slug }) => slug)) : new Map<string, Fault[]>()
  const results: Checked[] = []
  // An exercise that has a browser for itself meets warm code and shaders; a single one has them all.
  const { lanes } = request
  const shares =
    chosen.length > 1 ? Array.from({ length: lanes.count }, (_, i) => [i]) : [[...Array(lanes.count).keys()]]
  await inLanes(shares, [...chosen.entries()], async ([at, one], share) => {
    const startedAt = performance.now()
    const open = async (): Promise<CageHost[]> => {
      const all = await lanes.open()
      return share.flatMap((lane) => all[lane] ?? [])
    }
    const validation = await validateOne(one, { ...request, lanes: open, alone: chosen.length === 1 }, lessons)
    const checked: Checked = {
      ...validation,
      faults: [...(types.get(one.slug) ?? []), ...validation.faults],
      draft: 'exercise' in one && one.exercise.meta.draft,
      stray: await listStrayFiles(join(exercisesFolder, one.slug)).catch(() => []),
      durationMs: Math.round(performance.now() - startedAt),
    }
    results[at] = checked
    if (!request.json) console.log(describeChecked(checked, request.named))
  })
  const green = results.filter(({ faults }) => faults.length === 0)
  if (request.json) {
    const lines = results.map(({ reference: _, ...rest }) => ({ ok: rest.faults.length === 0, ...rest }))
    console.log(JSON.stringify({ ok: green.length === results.length, exercises: lines }))
  } else console.log(`${green.length} of ${results.length} exercises are green`)
  return green.length === results.length ? 0 : 1
}

/** @returns 0 when no type is wrong, 1 otherwise */
export function checkTypesOnly(slugs: readonly string[]): 0 | 1 {
  const startedAt = performance.now()
  const faults = findTypeFaults(slugs)
  for (const [slug, found] of faults) console.log([`FAULT ${slug}`, ...found.map(describeFault)].join('\n'))
  const took = ((performance.now() - startedAt) / 1000).toFixed(1)
  console.log(`types of ${slugs.length - faults.size} of ${slugs.length} exercises are right (${took} s)`)
  return faults.size === 0 ? 0 : 1
}

async function validateOne(
  one: LoadedExercise,
  {
    deep,
    draws,
    known,
    lanes,
    alone,
    reader,
  }: Omit<CheckRequest, 'lanes'> & Pick<ValidateOptions, 'lanes'> & { alone: boolean },
  lessons: readonly CourseLesson[],
): Promise<Validation> {
  if ('fault' in one) return ungraded(one.slug, [one.fault])
  const showProgress = makeProgressLine(one.slug, {
    write: (text) => process.stderr.write(text),
    // Two cannot rewrite one line.
    isTerminal: process.stderr.isTTY && alone,
    now: () => performance.now(),
  })
  const validation = await validateExercise(one.exercise, {
    lanes,
    reader,
    deep,
    ...(draws === undefined ? {} : { draws }),
    all: known.flatMap((other) => ('exercise' in other ? [other.exercise] : [])),
    lessons,
    onGraded: ({ backend }, progress) => {
      if (deep) showProgress({ ...progress, backend })
    },
  })
  if (validation.reference) {
    const text = formatReference(validation.reference)
    await writeFile(join(exercisesFolder, one.slug, 'reference.json'), text)
  }
  return validation
}

/** @param showsMargins of each check, not only of those that are decided by little */
export function describeChecked(checked: Checked, showsMargins: boolean): string {
  const { slug, faults, warnings, margins, gradings, reference, durationMs, draft, stray } = checked
  const took = `${gradings} gradings, ${(durationMs / 1000).toFixed(1)} s`
  const lines =
    faults.length === 0
      ? [`ok    ${slug} (${took})${reference ? ', reference.json written' : ''}`]
      : [`FAULT ${slug} (${took})`, ...faults.map(describeFault)]
  if (stray.length > 0) lines.push(`  skipped, as no part of an exercise: ${stray.join(', ')}`)
  if (showsMargins && margins.length > 0) {
    const width = Math.max(...margins.map(({ check }) => check.length))
    lines.push('  margins, where 0 is the threshold:')
    lines.push(
      ...margins.map((one) => `    ${one.check.padEnd(width)}  ${describeMargin(one)}${one.thin ? '  THIN' : ''}`),
    )
  }
  lines.push(...warnings.map((warning) => `  look at${describeFault(warning).slice(1)}`))
  if (draft && faults.length === 0) lines.push('  a draft: remove "draft" from exercise.json to publish it')
  return lines.join('\n')
}

function describeFault({ file, reason, next }: Fault): string {
  return `  ${file}: ${reason}\n    → ${next}`
}

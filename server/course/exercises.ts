import 'server-only'

import type { Actor } from '@/course/accounts/access.ts'
import { requirePermit } from '@/course/accounts/access.ts'
import { stepAfter } from '@/course/course/course-map.ts'
import { DomainError } from '@/course/foundation/errors.ts'
import type { Exercise, ExerciseMeta, GradingBundle, Locale, Prose, PublicDraw } from '@/grader/exercise/exercise.ts'
import { findDraft } from '@/store/submissions/drafts.ts'

import { getCourseMap } from './course-map.ts'
import { findPreviewDraw } from './preview.ts'
import { findSolutionStanding } from '../grades/solution-standing.ts'
import type { CourseContext } from './course-context.ts'

/** An exercise as a page may show it. The solution, the samples and their reference numbers are not in it. */
export interface WorkbenchView {
  slug: string
  revision: string
  meta: ExerciseMeta
  prose: Prose
  /** In the reader's language. */
  starter: string
  /** In every language: none of them is anybody's work. */
  starters: string[]
  draft: { source: string; version: number } | null
  /** This actor has a verified pass. */
  passed: boolean
  /** This actor may read the model solution now. */
  solutionOpen: boolean
  /** Passing opens it, unless a class withholds it still. */
  solutionOpensOnPass: boolean
  /** "unit/lesson" of the lesson that teaches it, which the course need not have. */
  lesson: string
  /** What follows once it is passed; null when the whole course is done. */
  next: { kind: 'lesson' | 'exercise'; href: string; title: string } | null
  /** Numbers of the source texts' problems. */
  problems: number[]
}

/** @throws DomainError 'not-found' */
export async function getWorkbench(
  context: CourseContext,
  actor: Actor | null,
  slug: string,
  locale: Locale,
): Promise<WorkbenchView> {
  const { database } = context
  const exercise = await getExercise(context, slug)
  const [draft, { passed, open: solutionOpen, opensOnPass: solutionOpensOnPass }] =
    actor === null
      ? [undefined, { passed: false, open: false, opensOnPass: false }]
      : await Promise.all([findDraft(database, actor.userId, slug), findSolutionStanding(context, actor.userId, slug)])
  const { revision, meta, prose } = exercise
  const next = stepAfter(await getCourseMap(context, actor), slug)
  return {
    slug,
    revision,
    meta,
    prose: prose[locale],
    starter: exercise.starters[locale],
    starters: Object.values(exercise.starters),
    draft: draft ?? null,
    passed,
    solutionOpen,
    solutionOpensOnPass,
    lesson: meta.lesson,
    next: next === null ? null : { ...next, title: next.title[locale] },
    problems: meta.problems,
  }
}

/** What a page needs to run and judge by itself: public, because the rule is public and the server's draw is not in it. */
export async function getGradingBundle(
  context: CourseContext,
  slug: string,
): Promise<{ bundle: GradingBundle; draws: PublicDraw[] }> {
  const exercise = await getExercise(context, slug)
  const previewed = await findPreviewDraw(context, slug, exercise.revision)
  const draws = previewed === undefined ? (exercise.reference?.draws ?? []) : [previewed]
  return { bundle: await context.reader.makeGradingBundle(exercise), draws }
}

/** @throws DomainError 'forbidden' before a verified pass or a class opens it, and while a class withholds it */
export async function getSolution(context: CourseContext, actor: Actor, slug: string): Promise<string> {
  const exercise = await getExercise(context, slug)
  const { open } = await findSolutionStanding(context, actor.userId, slug)
  requirePermit(actor, 'read-solution', open ? 'self-opened' : 'self')
  return getFile(exercise, 'solution.ts')
}

/** For other files of this room alone: it holds the solution. @throws DomainError 'not-found' */
export async function getExercise(context: CourseContext, slug: string): Promise<Exercise> {
  const exercise = await context.course.findExercise(slug)
  if (exercise === undefined) throw new DomainError('not-found')
  return exercise
}

function getFile(exercise: Exercise, name: string): string {
  const text = exercise.files[name]
  if (text === undefined) throw new Error(`${exercise.slug} has no ${name}`)
  return text
}

/** Of an exercise that may not be readable just now: then none. */
export async function findPlotTitles(
  context: CourseContext,
  slug: string,
  locale: Locale,
): Promise<Record<string, string>> {
  const exercise = await context.course.findExercise(slug).catch(() => undefined)
  return exercise?.prose[locale].plots ?? {}
}

/** The claim of each known wrong idea, as Markdown. Of an exercise that may not be readable just now: none. */
export async function findMisconceptions(
  context: CourseContext,
  slug: string,
  locale: Locale,
): Promise<Record<string, string>> {
  const exercise = await context.course.findExercise(slug).catch(() => undefined)
  const entries = Object.entries(exercise?.prose[locale].misconceptions ?? {})
  return Object.fromEntries(entries.map(([id, { claim }]) => [id, claim]))
}

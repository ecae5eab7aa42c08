import 'server-only'
import { z } from 'zod'

import type { Actor } from '@/course/accounts/access.ts'
import { DomainError } from '@/course/foundation/errors.ts'
import type { AlikePair, Alikeness, ComparedLearner, Passage } from '@/course/similar/similarity.ts'
import { findAssignment } from '@/store/assignments/assignments.ts'
import { listCountingTexts, listStarters } from '@/store/similar/similarity.ts'
import type { CountingText } from '@/store/similar/similarity.ts'

import { refreshGrades } from '../grades/grades.ts'
import { requireInClass } from '../membership/membership.ts'
import { parseId } from '../foundation/parse-input.ts'
import type { Similarity } from './similar-texts.ts'
import type { SimilarContext } from './similar-context.ts'

export interface SimilarSubmissions {
  slug: string
  /** How many texts there were to compare. */
  compared: number
  unreadable: ComparedLearner[]
  /** Learners with the same text, layout and comments aside. */
  same: ComparedLearner[][]
  /** The most alike first. */
  pairs: AlikePair[]
}

/**
 * Which of the submissions that count are more alike than the exercise makes them: a hint, never a verdict.
 * @param request.learnerId only what this learner is part of
 * @throws DomainError 'forbidden' for learners, 'not-found' for strangers and for an assignment of another class
 */
export async function listSimilarSubmissions(
  context: SimilarContext,
  actor: Actor,
  classroomId: string,
  request: { assignmentId: string; learnerId?: string },
): Promise<SimilarSubmissions> {
  const { slug, texts, similarity } = await compareAssignment(context, actor, classroomId, request.assignmentId)
  const group = groupsOf(texts, similarity)
  const concerns = (learners: readonly ComparedLearner[]) =>
    request.learnerId === undefined || learners.some(({ id }) => id === request.learnerId)
  return {
    slug,
    compared: similarity.compared,
    unreadable: similarity.unreadable.flatMap(group).filter((learner) => concerns([learner])),
    same: similarity.same
      .filter(({ telling }) => telling)
      .map(({ ids: [first = ''] }) => group(first))
      .filter(concerns),
    pairs: similarity.pairs
      .map(({ left, right, similarity: share, lines, names, comments }) => ({
        left: group(left),
        right: group(right),
        similarity: share,
        lines,
        names,
        comments,
      }))
      .filter(({ left, right }) => concerns([...left, ...right])),
  }
}

export interface ComparedPair {
  slug: string
  left: { learner: ComparedLearner; source: string }
  right: { learner: ComparedLearner; source: string }
  /** Null where both are the same text, layout and comments aside. */
  alike: Alikeness | null
  passages: Passage[]
}

/**
 * Two of those submissions with what they have in common.
 * @param request.left and `right` are submissions, of any learner with that text
 * @throws DomainError 'not-found' as well for two that are not on the list: whoever hands in anew may leave it
 */
export async function getSimilarPair(
  context: SimilarContext,
  actor: Actor,
  classroomId: string,
  request: { assignmentId: string; left: string; right: string },
): Promise<ComparedPair> {
  const { slug, texts, similarity } = await compareAssignment(context, actor, classroomId, request.assignmentId)
  const [left, right] = [request.left, request.right].map((id) => texts.find((text) => text.submissionId === id))
  if (left === undefined || right === undefined || left === right) throw new DomainError('not-found')
  const sides = { slug, left: sideOf(left), right: sideOf(right) }
  const [first, second] = [left, right].map((text) => representative(similarity, text.submissionId))
  if (first === second) return { ...sides, alike: null, passages: [] }
  const pair = similarity.pairs.find((one) => one.left === first && one.right === second)
  const turned = similarity.pairs.find((one) => one.left === second && one.right === first)
  const found = pair ?? turned
  if (found === undefined) throw new DomainError('not-found')
  const { lines, names, comments, passages } = found
  return {
    ...sides,
    alike: { similarity: found.similarity, lines, names, comments },
    passages: pair ? passages : passages.map((passage) => ({ left: passage.right, right: passage.left })),
  }
}

async function compareAssignment(
  context: SimilarContext,
  actor: Actor,
  classroomId: string,
  assignmentId: string,
): Promise<{ slug: string; texts: CountingText[]; similarity: Similarity }> {
  const { course, database, textComparer } = context
  const { classroom } = await requireInClass(context, actor, classroomId, 'read-insight')
  const assignment = await findAssignment(database, parseId(z.uuid(), assignmentId))
  if (assignment?.classroomId !== classroom.id) throw new DomainError('not-found')
  await refreshGrades(database, classroom.id)
  const [texts, kept, exercise] = await Promise.all([
    listCountingTexts(database, { classroomId: classroom.id, assignmentId: assignment.id }),
    listStarters(database, assignment.slug),
    // Of an exercise that cannot be read just now, the starters that revisions keep.
    course.findExercise(assignment.slug).catch(() => undefined),
  ])
  const starters = [...new Set([...kept, ...Object.values(exercise?.starters ?? {})])]
  const compared = texts.map(({ submissionId, source }) => ({ id: submissionId, source }))
  return { slug: assignment.slug, texts, similarity: await textComparer.compare(assignment.id, compared, starters) }
}

/** @returns everybody who handed in the text of that submission */
function groupsOf(texts: readonly CountingText[], { same }: Similarity): (submissionId: string) => ComparedLearner[] {
  const learners = new Map(texts.map((text) => [text.submissionId, sideOf(text).learner]))
  const groups = new Map(same.flatMap(({ ids }) => ids.map((id) => [id, ids])))
  return (id) => (groups.get(id) ?? [id]).flatMap((one) => learners.get(one) ?? [])
}

function representative({ same }: Similarity, id: string): string {
  return same.find(({ ids }) => ids.includes(id))?.ids[0] ?? id
}

function sideOf({ userId, name, submissionId, source }: CountingText): ComparedPair['left'] {
  return { learner: { id: userId, name, submissionId }, source }
}

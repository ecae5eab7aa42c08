/**
 * What a page hands to the workbench. The prose arrives rendered, so that Markdown and formulas cost the page no
 * JavaScript; everything else is plain JSON.
 */
import type { ReactNode } from 'react'
import type { AssignmentHere } from '../../course/progress/learner-assignment.ts'
import type { Locale } from '../../grader/exercise/exercise.ts'
import type { Verdict, VerdictKind } from '../../grader/judge/verdict.ts'
import type { Discussion } from '../submissions/commented-code.tsx'

export interface WorkbenchView {
  slug: string
  revision: string
  meta: { minutes: number; unit: number; difficulty: number; points: number; permits: string[] }
  prose: { title: string }
  /** In the reader's language. */
  starter: string
  /** In every language. */
  starters: string[]
  /** What the server keeps for this learner, or null. */
  draft: { source: string; version: number } | null
  /** A verified pass exists, so the model solution may be seen. */
  passed: boolean
  /** The model solution may be read now. */
  solutionOpen: boolean
  /** Passing opens it, unless a class withholds it. */
  solutionOpensOnPass: boolean
  /** Null once the whole course is done. */
  next: NextStep | null
}

/** Where the lesson of an exercise is read. */
export interface LessonLink {
  /** Without the language. */
  href: string
  /** It opens beside the code: nothing that is on the page goes. */
  beside: boolean
  /** By misconception, the id of the element where the lesson explains it. */
  places: Readonly<Record<string, string>>
}

/** What to do after this exercise. */
export interface NextStep {
  kind: 'lesson' | 'exercise'
  /** Without the language. */
  href: string
  title: string
}

/** One check or misconception in words, Markdown already rendered. */
export interface RenderedEntry {
  claim: ReactNode
  /** What was measured, in words: beside a result only. */
  figures?: ReactNode
  /** From a nudge to nearly the answer. */
  hints: ReactNode[]
}

export interface WorkbenchProps {
  view: WorkbenchView
  /** The task, Markdown already rendered; without the title. */
  task: ReactNode
  checks: Record<string, RenderedEntry>
  misconceptions: Record<string, RenderedEntry>
  plotTitles: Record<string, ReactNode>
  lesson?: LessonLink | null
  /** The lesson itself, while it is open beside the code. */
  lessonText?: ReactNode
  /** For who has passed: what was shown. */
  passedText?: ReactNode
  /** What running classes ask of this learner with this exercise. */
  assignments?: readonly AssignmentHere[]
  locale: Locale
  signedIn: boolean
  /** Keeps drafts of people who share a computer apart. */
  userId?: string | null
}

/** One row of a learner's history, newest first. */
export interface SubmissionSummary {
  id: string
  /** ISO 8601. */
  createdAt: string
  state: 'queued' | 'graded'
  verdict: Verdict | null
  source: string
}

/** One row of the owner's history of an exercise. */
export interface ListedSubmission extends Omit<SubmissionSummary, 'verdict'> {
  outcome: { kind: VerdictKind; checksPassed: number; checks: number } | null
  /** How many were said about it in the owner's classes. */
  comments: number
}

/** Some of the owner's history of an exercise, newest first. */
export interface SubmissionPage {
  submissions: ListedSubmission[]
  /** Id of the last of these where older ones follow. */
  olderThan: string | null
}

/** The variant that a submission was judged on, as far as it may be seen. */
export type ShownDraw =
  | { standing: 'retired'; seed: number; backend: string; draw: unknown }
  | { standing: 'waiting' | 'none' | 'in-use' }

export interface SubmissionViewProps {
  submission: SubmissionSummary & { draw: ShownDraw }
  checks: Record<string, RenderedEntry>
  misconceptions: Record<string, RenderedEntry>
  plotTitles: Record<string, ReactNode>
  /** Where a recognised misconception is explained. */
  lesson?: LessonLink | null
  /** What is said about it in a class, and the places to say more. */
  discussion?: Discussion | null
  /** Somebody else's work: the draw is replayed to check the grade. */
  asStaff?: boolean
}

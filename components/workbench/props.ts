/**
 * What a page hands to the workbench. The prose arrives rendered, so that Markdown and formulas cost the page no
 * JavaScript; everything else is plain JSON.
 */
import type { ReactNode } from 'react'
import type { AssignmentHere } from '../../course/progress/learner-assignment.ts'
import type { Locale } from '../../grader/exercise/exercise.ts'
import type { FoundSubmission } from '../../contracts/submissions.ts'
import type { ShownDraw } from '../../course/submissions/submission.ts'
import type { LessonLink, RenderedEntry } from '../verdict/props.ts'
import type { Discussion } from '../submissions/new-comment.tsx'

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

/** What to do after this exercise. */
export interface NextStep {
  kind: 'lesson' | 'exercise'
  /** Without the language. */
  href: string
  title: string
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

export interface SubmissionViewProps {
  submission: FoundSubmission & { draw: ShownDraw }
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

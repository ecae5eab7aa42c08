'use client'
/** A whole verdict: line, reason, recognised misconception, checks, notes. Used by the workbench and by a submission's page. */
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { Verdict } from '../../grader/judge/verdict.ts'
import { Link } from '../../i18n/navigation.ts'
import type { LessonLink, RenderedEntry } from './props.ts'
import { CheckList } from './check-list.tsx'
import { VerdictLine, type Standing } from './verdict-line.tsx'
import { NoteText, ProblemText } from './words.tsx'

export interface VerdictPanelProps {
  verdict: Verdict
  standing: Standing
  checks: Record<string, RenderedEntry>
  misconceptions: Record<string, RenderedEntry>
  lesson: LessonLink | null
  onLine?: ((line: number, column: number) => void) | undefined
  /** Stands between the verdict line and the checks, for example a notice. */
  children?: ReactNode
}

export function VerdictPanel(props: VerdictPanelProps) {
  const { verdict, standing, checks, onLine, children } = props
  const t = useTranslations('verdict')
  const common = useTranslations('common')
  return (
    <div>
      <VerdictHead verdict={verdict} standing={standing} onLine={onLine} />
      {children}
      <MisconceptionCard {...props} />
      <CheckList entries={checks} results={verdict.checks} phase="after" onLine={onLine} />
      {verdict.notes.length > 0 ? (
        <ul className="m-0 list-none space-y-1 border-t border-hair px-4 py-3 text-sm text-soft">
          {verdict.notes.map((note, index) => (
            <li key={index}>
              <span className="font-[550]">{t('note') + common('colon')}</span>
              <NoteText note={note} />
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  )
}

/** What came of it and, where it did not come to checks, why. */
export function VerdictHead({ verdict, standing, onLine }: Pick<VerdictPanelProps, 'verdict' | 'standing' | 'onLine'>) {
  return (
    <>
      <VerdictLine verdict={verdict} standing={standing} />
      {verdict.problem ? (
        <p className="m-0 px-4 pb-3 text-sm break-words" data-problem={verdict.problem.code}>
          <ProblemText problem={verdict.problem} onLine={onLine} />
        </p>
      ) : null}
    </>
  )
}

function MisconceptionCard({ verdict, misconceptions, lesson }: VerdictPanelProps) {
  const t = useTranslations('verdict.misconception')
  const id = verdict.misconception
  const entry = id === null ? undefined : misconceptions[id]
  if (id === null || !entry) return null
  const place = lesson?.places[id]
  return (
    <div
      data-misconception={id}
      className="mx-4 mb-3 rounded-md border border-hair border-l-3 border-l-accent bg-raised px-3 py-2 text-sm"
    >
      <div className="text-xs font-[550] text-soft">{t('title')}</div>
      <div className="[&_p]:m-0">{entry.claim}</div>
      {lesson ? (
        <Link
          className="text-accent underline decoration-1 underline-offset-3"
          href={place === undefined ? lesson.href : `${lesson.href}#${place}`}
          scroll={!lesson.beside}
        >
          {t('lesson')}
        </Link>
      ) : null}
    </div>
  )
}

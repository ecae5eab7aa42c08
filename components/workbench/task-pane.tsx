'use client'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { AssignmentHere } from '../../course/progress/learner-assignment.ts'
import { Link } from '../../i18n/navigation.ts'
import { AssignmentStrip } from './assignment-strip.tsx'
import type { WorkbenchView } from './props.ts'
import type { LessonLink } from '../verdict/props.ts'

export function TaskPane({
  view,
  task,
  lesson,
  passed,
  assignments,
}: {
  view: WorkbenchView
  task: ReactNode
  lesson: LessonLink | null
  passed: boolean
  assignments: readonly AssignmentHere[]
}) {
  const t = useTranslations('workbench')
  const { minutes, difficulty } = view.meta
  return (
    <div className="px-5 py-5 min-[900px]:px-6">
      <h1 className="m-0 text-[21px] leading-tight font-[650]">{view.prose.title}</h1>
      <p className="mt-1.5 mb-4 flex flex-wrap gap-x-2 text-[13px] text-soft">
        <span>{t('minutes', { minutes })}</span>
        <span aria-hidden="true">·</span>
        <span>{t('difficulty', { level: difficulty })}</span>
        {lesson ? (
          <>
            <span aria-hidden="true">·</span>
            <Link href={lesson.href} scroll={!lesson.beside}>
              {t('lesson')}
            </Link>
          </>
        ) : null}
        {passed ? (
          <>
            <span aria-hidden="true">·</span>
            <span className="text-good">✓ {t('passedBefore')}</span>
          </>
        ) : null}
      </p>
      <AssignmentStrip assignments={assignments} />
      {task}
    </div>
  )
}

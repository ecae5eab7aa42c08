import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'

import { findLinkedLesson } from '@/app/lesson-link.ts'
import { orNotFound, requireReader } from '@/app/page-errors.ts'
import { renderEntries, renderTitles } from '@/app/render-entries.tsx'
import { ClassContext } from '@/components/submissions/class-context.tsx'
import { HistoryList } from '@/components/submissions/history-list.tsx'
import { NeighbourLinks } from '@/components/submissions/neighbour-links.tsx'
import { ClientMessages } from '@/components/ui/client-messages.tsx'
import { ClassZone } from '@/components/ui/local-time.tsx'
import { Page } from '@/components/ui/page.tsx'
import { RefreshOnAny } from '@/components/live/refresh-on.tsx'
import { SubmissionView } from '@/components/workbench/submission-view.tsx'
import { Link } from '@/i18n/navigation.ts'
import { getWorkbench } from '@/server/course/exercises.ts'
import { getSubmissionReview } from '@/server/submissions/submission-review.ts'
import { getSubmission } from '@/server/submissions/submissions.ts'
import { getContext } from '@/server/process/context.ts'

type Props = PageProps<'/[locale]/submissions/[id]'>

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('me.submission')
  return { title: t('title') }
}

export default async function SubmissionPage({ params, searchParams }: Props) {
  const [{ id }, { class: wanted }] = await Promise.all([params, searchParams])
  const actor = await requireReader(`/submissions/${id}`)
  const [submission, { classes, inClass }] = await Promise.all([
    orNotFound(getSubmission(getContext(), actor, id)),
    orNotFound(getSubmissionReview(getContext(), actor, id, typeof wanted === 'string' ? wanted : undefined)),
  ])
  const [t, locale] = await Promise.all([getTranslations('me.submission'), getLocale()])
  const view = await orNotFound(getWorkbench(getContext(), null, submission.slug, locale))
  const { prose } = view
  const linked = await findLinkedLesson(submission.slug, view.lesson, locale)
  const { owner } = submission

  return (
    <Page
      wide
      title={prose.title}
      lead={owner.mine ? t('title') : `${t('title')} · ${t('of', { name: owner.name })}`}
      actions={
        <>
          {inClass?.neighbours ? <NeighbourLinks {...inClass.neighbours} classroomId={inClass.id} /> : null}
          <Link href={`/exercises/${submission.slug}`} className="btn">
            {t('openExercise')}
          </Link>
        </>
      }
    >
      <ClientMessages namespaces={['workbench', 'verdict', 'problems', 'expectations', 'axes', 'review']}>
        <InClassZone timeZone={inClass?.timeZone}>
          {inClass === null ? null : <ClassContext submission={submission} classes={classes} inClass={inClass} />}
          <SubmissionView
            submission={submission}
            checks={renderEntries(prose.checks)}
            misconceptions={renderEntries(prose.misconceptions)}
            plotTitles={renderTitles(prose.plots)}
            lesson={linked?.page ?? null}
            discussion={
              inClass === null
                ? null
                : {
                    submissionId: id,
                    classroomId: inClass.id,
                    comments: inClass.comments,
                    mayComment: inClass.mayComment,
                  }
            }
            asStaff={!owner.mine}
          />
          {inClass === null ? null : (
            // Its choice of texts belongs to this submission, not to the next learner's.
            <HistoryList key={id} history={inClass.history} current={id} classroomId={inClass.id} />
          )}
        </InClassZone>
      </ClientMessages>
      <RefreshOnAny
        events={[
          { event: 'verdict', field: 'submissionId', id },
          owner.mine ? { event: 'notice' } : { event: 'class', field: 'userId', id: owner.id },
        ]}
      />
    </Page>
  )
}

/** Submissions that are looked at in a class are told by its clocks. */
function InClassZone({ timeZone, children }: { timeZone: string | undefined; children: ReactNode }) {
  return timeZone === undefined ? children : <ClassZone timeZone={timeZone}>{children}</ClassZone>
}

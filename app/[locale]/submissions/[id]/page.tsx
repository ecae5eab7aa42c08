import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'

import { orNotFound, requireReader } from '@/app/page-errors.ts'
import { renderEntries, renderTitles } from '@/app/render-entries.tsx'
import { ClientMessages } from '@/components/ui/client-messages.tsx'
import { Page } from '@/components/ui/page.tsx'
import { RefreshOn } from '@/components/ui/refresh-on.tsx'
import { SubmissionView } from '@/components/workbench/submission-view.tsx'
import { Link } from '@/i18n/navigation.ts'
import { getWorkbench } from '@/server/exercises.ts'
import { getSubmission } from '@/server/submissions.ts'

type Props = PageProps<'/[locale]/submissions/[id]'>

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('me.submission')
  return { title: t('title') }
}

export default async function SubmissionPage({ params }: Props) {
  const { id } = await params
  const actor = await requireReader(`/submissions/${id}`)
  const submission = await orNotFound(getSubmission(actor, id))
  const [t, locale] = await Promise.all([getTranslations('me.submission'), getLocale()])
  const view = await orNotFound(getWorkbench(null, submission.slug, locale))
  const { prose, lesson } = view

  return (
    <Page
      wide
      title={prose.title}
      lead={submission.owner.mine ? t('title') : `${t('title')} · ${t('of', { name: submission.owner.name })}`}
      actions={
        <Link href={`/exercises/${submission.slug}`} className="btn">
          {t('openExercise')}
        </Link>
      }
    >
      <ClientMessages namespaces={['workbench', 'verdict', 'problems', 'expectations', 'axes']}>
        <SubmissionView
          submission={submission}
          checks={renderEntries(prose.checks)}
          misconceptions={renderEntries(prose.misconceptions)}
          plotTitles={renderTitles(prose.plots)}
          lessonHref={lesson ? `/${locale}/lessons/${lesson.unit}/${lesson.slug}` : null}
        />
      </ClientMessages>
      {submission.state === 'queued' ? <RefreshOn event="verdict" field="submissionId" id={id} /> : null}
    </Page>
  )
}

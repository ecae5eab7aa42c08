import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'

import { ThreadFigure } from '@/components/lesson/figures.tsx'
import { CourseUnit } from '@/components/course/course-unit.tsx'
import { NextUpPanel } from '@/components/course/next-up-panel.tsx'
import { ClientMessages } from '@/components/ui/client-messages.tsx'
import { EmptyState, Page } from '@/components/ui/page.tsx'
import { Link } from '@/i18n/navigation.ts'
import { getCourseMap } from '@/server/course/course-map.ts'
import { getActor } from '@/server/sign-in/sessions.ts'
import { getContext } from '@/server/process/context.ts'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('course')
  return { title: t('title') }
}

export default async function CoursePage() {
  const [t, glossary, locale, actor] = await Promise.all([
    getTranslations('course'),
    getTranslations('glossary'),
    getLocale(),
    getActor(getContext()),
  ])
  const map = await getCourseMap(getContext(), actor)
  const units = map.units.filter((unit) => unit.lessons.length > 0)

  return (
    <Page title={t('title')} lead={t('lead')} actions={<Link href="/glossary">{glossary('title')}</Link>}>
      {units.length === 0 ? (
        <EmptyState text={t('empty')} />
      ) : (
        <>
          <NextUpPanel map={map} locale={locale} />
          <p className="mb-10 mt-3 text-sm text-soft">
            {actor
              ? t('progress', { passed: map.passed, total: map.total })
              : t.rich('signInToKeep', { link: (text) => <Link href="/sign-in?next=/course">{text}</Link> })}
          </p>
          <div className="mb-12 max-w-[68ch]">
            <ClientMessages figures={['thread']}>
              <ThreadFigure at="course" />
            </ClientMessages>
          </div>
          <div className="space-y-12">
            {units.map((unit) => (
              <CourseUnit key={unit.slug} unit={unit} map={map} locale={locale} />
            ))}
          </div>
        </>
      )}
    </Page>
  )
}

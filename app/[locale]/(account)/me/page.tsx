import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'

import { exerciseTitles } from '@/app/exercise-titles.ts'
import { requireReader } from '@/app/page-errors.ts'
import { readRefusal } from '@/app/sign-in-refusal.ts'
import { PrivacySettings } from '@/components/accounts/privacy-settings.tsx'
import { Settings } from '@/components/accounts/settings.tsx'
import { SubmissionTable } from '@/components/submissions/submission-table.tsx'
import { ClientMessages } from '@/components/ui/client-messages.tsx'
import { EmptyState, Page } from '@/components/ui/page.tsx'
import { StatusMark } from '@/components/ui/status-mark.tsx'
import { Link } from '@/i18n/navigation.ts'
import { previewDeletion } from '@/server/accounts/account-deletion.ts'
import { getCourseMap } from '@/server/course/course-map.ts'
import { listOwnSessions } from '@/server/sign-in/own-sessions.ts'
import { getOwnSettings } from '@/server/accounts/own-settings.ts'
import { getMe } from '@/server/progress/progress.ts'
import { getSecondFactorStanding } from '@/server/sign-in/second-factor.ts'
import { findSessionToken } from '@/server/sign-in/sessions.ts'
import { getContext } from '@/server/process/context.ts'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('me')
  return { title: t('title') }
}

export default async function MePage({ searchParams }: PageProps<'/[locale]/me'>) {
  const actor = await requireReader('/me')
  const [t, identity, privacy, { refused }, locale, me, settings, factor, sessions, deletion, map] = await Promise.all([
    getTranslations('me'),
    getTranslations('identity'),
    getTranslations('privacy'),
    searchParams,
    getLocale(),
    getMe(getContext(), actor),
    getOwnSettings(getContext(), actor),
    getSecondFactorStanding(getContext(), actor),
    findSessionToken(getContext()).then((token) => listOwnSessions(getContext(), actor, token)),
    previewDeletion(getContext(), actor),
    getCourseMap(getContext(), actor),
  ])
  const refusal = readRefusal(refused)
  const lessons = map.units.flatMap((unit) => unit.lessons)
  const counts = [
    { name: t('passed'), text: `${map.passed} / ${map.total}` },
    { name: t('tried'), text: String(me.exercises.filter(({ status }) => status === 'tried').length) },
    { name: t('lessonsRead'), text: `${lessons.filter(({ read }) => read).length} / ${lessons.length}` },
  ]
  return (
    <Page title={t('title')} lead={actor.displayName}>
      <dl className="card grid grid-cols-1 divide-hair max-sm:divide-y sm:grid-cols-3 sm:divide-x">
        {counts.map(({ name, text }) => (
          <div key={name} className="flex items-baseline justify-between gap-3 px-5 py-3 sm:block sm:py-4">
            <dt className="text-sm text-soft">{name}</dt>
            <dd className="text-xl font-semibold tabular-nums sm:mt-1 sm:text-2xl">{text}</dd>
          </div>
        ))}
      </dl>

      {me.exercises.length > 0 ? (
        <section aria-labelledby="exercises" className="mt-12">
          <h2 id="exercises" className="mb-4 text-lg">
            {t('exercises')}
          </h2>
          <ul className="grid gap-x-8 gap-y-2 sm:grid-cols-2">
            {me.exercises.map(({ slug, title, status }) => (
              <li key={slug} className="flex items-center gap-3">
                <StatusMark status={status} />
                <Link href={`/exercises/${slug}`}>{title[locale]}</Link>
              </li>
            ))}
          </ul>
        </section>
      ) : null}

      <section aria-labelledby="submissions" className="mt-12">
        <h2 id="submissions" className="mb-4 text-lg">
          {t('submissions')}
        </h2>
        {me.submissions.length === 0 ? (
          <EmptyState
            text={t('noSubmissions')}
            action={
              <Link href="/course" className="btn">
                {t('openCourse')}
              </Link>
            }
          />
        ) : (
          <SubmissionTable
            submissions={me.submissions}
            titles={new Map(exerciseTitles(map, locale).map(({ slug, title }) => [slug, title]))}
          />
        )}
      </section>

      <section aria-labelledby="my-classes" className="mt-12">
        <h2 id="my-classes" className="mb-4 text-lg">
          {t('classes')}
        </h2>
        {me.classes.length === 0 ? (
          <EmptyState
            text={t('noClasses')}
            action={
              <Link href="/classes" className="btn">
                {t('joinClass')}
              </Link>
            }
          />
        ) : (
          <ul className="space-y-2">
            {me.classes.map(({ id, name }) => (
              <li key={id}>
                <Link href={`/classes/${id}`}>{name}</Link>
              </li>
            ))}
          </ul>
        )}
      </section>

      <section aria-labelledby="settings" className="mt-12">
        <h2 id="settings" className="mb-4 text-lg">
          {t('settings')}
        </h2>
        <ClientMessages namespaces={['me', 'identity', 'security']}>
          <Settings
            name={actor.displayName}
            email={actor.email}
            account={settings}
            factor={factor}
            sessions={sessions}
            refusal={refusal === null ? null : identity(`refused.${refusal}`)}
          />
        </ClientMessages>
      </section>

      <section aria-labelledby="your-data" className="mt-12">
        <h2 id="your-data" className="mb-4 text-lg">
          {privacy('title')}
        </h2>
        <ClientMessages namespaces={['privacy']}>
          <PrivacySettings
            userId={actor.userId}
            email={actor.email}
            hasPassword={settings.hasPassword}
            plan={deletion}
          />
        </ClientMessages>
      </section>
    </Page>
  )
}

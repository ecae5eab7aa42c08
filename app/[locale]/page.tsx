import { getLocale, getTranslations } from 'next-intl/server'

import { LandingFigure } from '@/components/figures/landing-figure.tsx'
import { ClientMessages } from '@/components/ui/client-messages.tsx'
import { NextUpPanel } from '@/components/course/next-up-panel.tsx'
import { Link } from '@/i18n/navigation.ts'
import { getCourseMap } from '@/server/course/course-map.ts'
import type { CourseMap } from '@/server/course/course-map.ts'
import { getActor } from '@/server/sign-in/sessions.ts'
import { getContext } from '@/server/process/context.ts'

const abilities = ['read', 'start', 'depth', 'stop'] as const
const principles = ['measured', 'draw', 'named'] as const

export default async function HomePage() {
  const actor = await getActor(getContext())
  const [t, map] = await Promise.all([getTranslations('home'), getCourseMap(getContext(), actor)])
  if (actor !== null) return <GoOn name={actor.displayName} map={map} />
  const lessons = map.units.flatMap((unit) => unit.lessons)
  const firstLesson = lessons[0]
  const firstExercise = lessons.flatMap((lesson) => lesson.exercises)[0]

  return (
    <div className="mx-auto w-full max-w-6xl px-4 pb-20 sm:px-6">
      <section className="grid items-center gap-x-12 gap-y-8 pb-14 pt-8 sm:pt-12 lg:grid-cols-[5fr_7fr] lg:pb-20 lg:pt-16">
        <div>
          <h1 className="text-[2.125rem] leading-[1.12] tracking-tight sm:text-5xl">{t('title')}</h1>
          <p className="mt-5 max-w-xl font-text text-lg leading-relaxed">{t('lead')}</p>
          <p className="mt-7 flex flex-wrap gap-3">
            <Link href="/course" className="btn btn-primary">
              {t('openCourse')}
            </Link>
            {firstExercise ? (
              <Link href={`/exercises/${firstExercise.slug}`} className="btn">
                {t('tryExercise')}
              </Link>
            ) : null}
          </p>
          <p className="mt-3 text-sm text-soft">{t('noAccount')}</p>
        </div>
        <section aria-label={t('figureLabel')} className="min-w-0">
          <ClientMessages figures={['landing']}>
            <LandingFigure />
          </ClientMessages>
        </section>
      </section>

      <section className="border-t border-hair py-12">
        <h2 className="text-2xl">{t('abilitiesTitle')}</h2>
        <dl className="mt-7 grid gap-x-12 gap-y-8 sm:grid-cols-2">
          {abilities.map((ability) => (
            <div key={ability}>
              <dt className="font-semibold">{t(`abilities.${ability}.title`)}</dt>
              <dd className="mt-1 max-w-lg text-soft">{t(`abilities.${ability}.text`)}</dd>
            </div>
          ))}
        </dl>
      </section>

      <section className="border-t border-hair py-12">
        <h2 className="text-2xl">{t('gradingTitle')}</h2>
        <ol className="mt-7 grid gap-x-12 gap-y-8 lg:grid-cols-3">
          {principles.map((principle, index) => (
            <li key={principle}>
              <span className="font-mono text-sm text-soft">{index + 1}</span>
              <h3 className="mt-1 font-semibold">{t(`grading.${principle}.title`)}</h3>
              <p className="mt-1 text-soft">{t(`grading.${principle}.text`)}</p>
            </li>
          ))}
        </ol>
      </section>

      <section className="border-t border-hair pt-12">
        <h2 className="text-2xl">{t('startTitle')}</h2>
        <p className="mt-3 max-w-2xl text-soft">{t('startText')}</p>
        <p className="mt-6 flex flex-wrap gap-3">
          {firstLesson ? (
            <Link href={`/lessons/${firstLesson.path}`} className="btn btn-primary">
              {t('startLesson')}
            </Link>
          ) : null}
          <Link href="/course" className="btn">
            {t('openCourse')}
          </Link>
        </p>
      </section>
    </div>
  )
}

/** For who is signed in: where they were, and nothing that they know already. */
async function GoOn({ name, map }: { name: string; map: CourseMap }) {
  const [t, locale] = await Promise.all([getTranslations('home'), getLocale()])
  return (
    <div className="mx-auto grid w-full max-w-6xl items-center gap-x-12 gap-y-10 px-4 pb-20 pt-10 sm:px-6 lg:grid-cols-[5fr_7fr] lg:pt-16">
      <div>
        <h1 className="text-3xl tracking-tight break-words sm:text-4xl">{t('goOn.title', { name })}</h1>
        <p className="mb-5 mt-3 text-soft">{t('goOn.progress', { passed: map.passed, total: map.total })}</p>
        <NextUpPanel map={map} locale={locale} />
        <p className="mt-5 flex flex-wrap gap-3">
          <Link href="/course" className="btn">
            {t('goOn.course')}
          </Link>
          <Link href="/classes" className="btn">
            {t('goOn.classes')}
          </Link>
        </p>
      </div>
      <section aria-label={t('figureLabel')} className="min-w-0">
        <ClientMessages figures={['landing']}>
          <LandingFigure />
        </ClientMessages>
      </section>
    </div>
  )
}

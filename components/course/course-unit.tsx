import { useTranslations } from 'next-intl'

import type { CourseMap, CourseMapExercise, CourseMapLesson, CourseMapUnit } from '@/course/course/course-map.ts'
import { Link } from '@/i18n/navigation.ts'
import type { Locale } from '@/i18n/routing.ts'

import { CheckIcon } from '../ui/icons.tsx'
import { DifficultyMark, StatusMark } from '../ui/status-mark.tsx'

/** One unit of the map: its lessons, and under each lesson its exercises. */
export function CourseUnit({ unit, map, locale }: { unit: CourseMapUnit; map: CourseMap; locale: Locale }) {
  const t = useTranslations('course')
  return (
    <section aria-labelledby={`unit-${unit.slug}`}>
      <p className="font-mono text-xs text-soft">{t('unit', { number: unit.number })}</p>
      <h2 id={`unit-${unit.slug}`} className="mt-0.5 text-xl">
        {unit.title[locale]}
      </h2>
      <p className="mt-1 max-w-2xl text-soft">{unit.summary[locale]}</p>
      <ol className="card mt-4 divide-y divide-hair">
        {unit.lessons.map((lesson) => (
          <li key={lesson.path}>
            <LessonRow lesson={lesson} locale={locale} />
            {lesson.exercises.length > 0 ? (
              <ul className="pb-2" aria-label={t('exercises')}>
                {lesson.exercises.map((exercise) => (
                  <li key={exercise.slug}>
                    <ExerciseRow exercise={exercise} map={map} locale={locale} />
                  </li>
                ))}
              </ul>
            ) : null}
          </li>
        ))}
      </ol>
    </section>
  )
}

function LessonRow({ lesson, locale }: { lesson: CourseMapLesson; locale: Locale }) {
  const t = useTranslations('course')
  const common = useTranslations('common')
  return (
    <div className="grid grid-cols-[1fr_auto] items-baseline gap-x-4 px-4 pb-2 pt-3.5 sm:px-5">
      <Link href={`/lessons/${lesson.path}`} className="min-w-0 font-semibold text-ink no-underline hover:underline">
        {lesson.title[locale]}
      </Link>
      <p className="flex items-center gap-3 whitespace-nowrap text-sm text-soft">
        {lesson.read ? (
          <span className="inline-flex items-center gap-1 text-good">
            <CheckIcon />
            {t('read')}
          </span>
        ) : null}
        {common('minutes', { count: lesson.minutes })}
      </p>
      <p className="col-span-2 text-sm text-soft">{lesson.summary[locale]}</p>
    </div>
  )
}

function ExerciseRow({ exercise, map, locale }: { exercise: CourseMapExercise; map: CourseMap; locale: Locale }) {
  const t = useTranslations('course')
  const common = useTranslations('common')
  const all = map.units.flatMap((unit) => unit.lessons).flatMap((lesson) => lesson.exercises)
  const before = all.filter(({ slug, status }) => exercise.prerequisites.includes(slug) && status !== 'passed')
  return (
    <div className="grid grid-cols-[auto_1fr_auto] items-center gap-x-3 px-4 py-1.5 sm:px-5">
      <StatusMark status={exercise.status} />
      <div className="min-w-0">
        <Link href={`/exercises/${exercise.slug}`}>{exercise.title[locale]}</Link>
        {before.length > 0 ? (
          <span className="text-sm text-soft max-sm:block sm:ml-2">
            {t('prerequisites')} {before.map((other) => other.title[locale]).join(locale === 'zh' ? '、' : ', ')}
          </span>
        ) : null}
      </div>
      <p className="flex items-center gap-4 whitespace-nowrap text-sm text-soft">
        <DifficultyMark level={exercise.difficulty} />
        <span className="min-w-12 text-right">{common('minutes', { count: exercise.minutes })}</span>
      </p>
    </div>
  )
}

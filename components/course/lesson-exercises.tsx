import { useTranslations } from 'next-intl'

import type { CourseMapLesson } from '@/course/course/course-map.ts'
import { Link } from '@/i18n/navigation.ts'
import type { Locale } from '@/i18n/routing.ts'

import { ArrowRightIcon } from '../ui/icons.tsx'
import { DifficultyMark, StatusMark } from '../ui/status-mark.tsx'

/** What to do after reading: the lesson's exercises, each as one large link. */
export function LessonExercises({ lesson, locale }: { lesson: CourseMapLesson; locale: Locale }) {
  const t = useTranslations('lesson')
  const common = useTranslations('common')
  if (lesson.exercises.length === 0) return null
  return (
    <section className="mt-14" aria-labelledby="lesson-exercises">
      <h2 id="lesson-exercises" className="text-xl">
        {t('exercises')}
      </h2>
      <p className="mt-1 text-soft">{t('exercisesLead')}</p>
      <ul className="mt-4 space-y-3">
        {lesson.exercises.map((exercise) => (
          <li key={exercise.slug}>
            <Link
              href={`/exercises/${exercise.slug}`}
              className="card flex items-center gap-3 px-4 py-3.5 text-ink no-underline hover:border-accent"
            >
              <StatusMark status={exercise.status} />
              <span className="min-w-0 flex-1 font-semibold">{exercise.title[locale]}</span>
              <DifficultyMark level={exercise.difficulty} />
              <span className="hidden text-sm text-soft sm:inline">
                {common('minutes', { count: exercise.minutes })}
              </span>
              <span className="text-accent">
                <ArrowRightIcon />
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}

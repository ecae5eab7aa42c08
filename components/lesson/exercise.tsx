import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { CourseMapExercise } from '@/course/course/course-map.ts'
import { Link } from '@/i18n/navigation.ts'
import type { Locale } from '@/i18n/routing.ts'
import styles from './lesson.module.css'

type ExerciseProps = { slug: string; children: ReactNode }

/**
 * `<Exercise>` of a lesson's text: where the exercise may be done, and what is measured there. Its name and how long it takes
 * are its own; one that the lesson does not have, such as a draft, leaves no trace.
 * @param exercises of the lesson
 */
export function linkExercises(exercises: readonly CourseMapExercise[], locale: Locale) {
  return function Exercise({ slug, children }: ExerciseProps) {
    const found = exercises.find((exercise) => exercise.slug === slug)
    return found === undefined ? null : (
      <ExerciseLink exercise={found} locale={locale}>
        {children}
      </ExerciseLink>
    )
  }
}

function ExerciseLink(props: { exercise: CourseMapExercise; locale: Locale; children: ReactNode }) {
  const { exercise, locale, children } = props
  const t = useTranslations('figures.exercise')
  return (
    <div className={styles.exercise}>
      <span className={styles.kicker}>
        <span>{t('label')}</span>
        <span>{t('minutes', { minutes: exercise.minutes })}</span>
      </span>
      <Link href={`/exercises/${exercise.slug}`} prefetch={false}>
        {exercise.title[locale]}
      </Link>
      {children}
    </div>
  )
}

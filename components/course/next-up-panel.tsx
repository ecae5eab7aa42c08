import { useTranslations } from 'next-intl'

import { nameStep } from '@/course/course/course-map.ts'
import type { CourseMap } from '@/course/course/course-map.ts'
import { Link } from '@/i18n/navigation.ts'
import type { Locale } from '@/i18n/routing.ts'

import { ArrowRightIcon } from '../ui/icons.tsx'

/** The one thing to do next, as one large link. */
export function NextUpPanel({ map, locale }: { map: CourseMap; locale: Locale }) {
  const t = useTranslations('course.next')
  const next = nameStep(map, map.nextUp)
  if (next === null) return <p className="card px-5 py-4 text-good">{t('done')}</p>
  const started = map.units.some((unit) =>
    unit.lessons.some((lesson) => lesson.read || lesson.exercises.some(({ status }) => status !== 'new')),
  )
  return (
    <Link
      href={next.href}
      className="card flex items-center gap-4 border-accent/40 px-5 py-4 text-ink no-underline hover:border-accent"
    >
      <span className="min-w-0 flex-1">
        <span className="block text-sm text-soft">
          {started ? t('title') : t('first')} · {t(next.kind)}
        </span>
        <span className="block text-lg font-semibold">{next.title[locale]}</span>
      </span>
      <span className="text-accent">
        <ArrowRightIcon />
      </span>
    </Link>
  )
}

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Link } from '@/i18n/navigation.ts'
import styles from './lesson.module.css'

/** The way from a lesson into one of its exercises. */
export function Exercise(props: { slug: string; title: string; minutes: number; children: ReactNode }) {
  const t = useTranslations('figures.exercise')
  return (
    <div className={styles.exercise}>
      <span className={styles.kicker}>
        <span>{t('label')}</span>
        <span>{t('minutes', { minutes: props.minutes })}</span>
      </span>
      <Link href={`/exercises/${props.slug}`} prefetch={false}>
        {props.title}
      </Link>
      {props.children}
    </div>
  )
}

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import styles from './lesson.module.css'

/** Something commonly said, and what is true instead. */
export function Slip({ wrong, children }: { wrong: ReactNode; children: ReactNode }) {
  const t = useTranslations('figures.slip')
  return (
    <dl className={styles.slip}>
      <div>
        <dt>{t('said')}</dt>
        <dd className={styles.said}>{wrong}</dd>
      </div>
      <div>
        <dt>{t('true')}</dt>
        <dd>{children}</dd>
      </div>
    </dl>
  )
}

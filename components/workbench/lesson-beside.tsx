'use client'
/** The lesson in the place of the task, so that code, verdict and hints stay in view. */
import { useTranslations } from 'next-intl'
import { useEffect, useLayoutEffect, useRef, type ReactNode } from 'react'
import { Link } from '../../i18n/navigation.ts'

export interface LessonBesideProps {
  title: string
  /** The lesson's own page, and the exercise without the lesson. Without the language. */
  pageHref: string
  closeHref: string
  children: ReactNode
}

export function LessonBeside({ title, pageHref, closeHref, children }: LessonBesideProps) {
  const t = useTranslations('workbench.lessonBeside')
  const start = useRef<HTMLHeadingElement>(null)
  // Whoever comes back stands where they left: at the link that led here.
  useLayoutEffect(() => {
    const from = document.activeElement
    return () => {
      if (from instanceof HTMLElement && from.isConnected) from.focus({ preventScroll: true })
    }
  }, [])
  useEffect(() => {
    const show = () => {
      const place = document.getElementById(decodeURIComponent(location.hash.slice(1)))
      const target = place ?? start.current
      target?.scrollIntoView({ block: 'start' })
      target?.focus({ preventScroll: true })
    }
    show()
    // Another misconception of the same lesson.
    window.addEventListener('hashchange', show)
    return () => window.removeEventListener('hashchange', show)
  }, [])
  return (
    <div data-lesson-beside>
      <nav
        aria-label={t('label')}
        className="sticky top-0 z-10 flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-hair bg-paper px-5 py-2 text-[13px] min-[900px]:px-6"
      >
        <Link href={closeHref} scroll={false} className="btn min-h-8 py-1">
          {t('close')}
        </Link>
        <Link href={pageHref}>{t('page')}</Link>
      </nav>
      <div className="px-5 py-5 [--place-margin:3.5rem] min-[900px]:px-6">
        <h2 ref={start} tabIndex={-1} className="m-0 mb-4 text-[21px] leading-tight font-[650] outline-none">
          {title}
        </h2>
        {children}
      </div>
    </div>
  )
}

'use client'

import { useTranslations } from 'next-intl'
import { useEffect } from 'react'

import { noticeApi } from '@/contracts/reading.ts'
import type { NoticeView } from '@/course/notices/notices.ts'
import { Link } from '@/i18n/navigation.ts'

import { call } from '../form/call-api.ts'
import { LocalTime } from '../ui/local-time.tsx'

/** Newest first. Seeing them is reading them: what was new keeps its mark until the page is opened again. */
export function NoticeList({ notices }: { notices: NoticeView[] }) {
  const t = useTranslations('notices')
  const anyNew = notices.some(({ unread }) => unread)
  useEffect(() => {
    if (anyNew) void call(noticeApi.markRead, {})
  }, [anyNew])

  return (
    <ul className="card divide-y divide-hair">
      {notices.map(({ id, at, unread, wording, values, dueAt, className, path }) => (
        <li key={id} className="grid grid-cols-[0.5rem_1fr] gap-x-3 px-4 py-3.5 sm:px-5">
          <span aria-hidden="true" className={`mt-2 size-2 rounded-full ${unread ? 'bg-accent' : ''}`} />
          <div className="min-w-0">
            <p className={unread ? 'font-medium' : undefined}>
              {unread ? <span className="sr-only">{t('new')} </span> : null}
              <Link href={path} className="text-ink decoration-edge hover:text-accent">
                {t.rich(`kinds.${wording}`, {
                  ...values,
                  due: () => (dueAt === null ? null : <LocalTime key="due" at={dueAt} />),
                })}
              </Link>
            </p>
            <p className="mt-0.5 flex flex-wrap gap-x-3 text-sm text-soft">
              <span>{className}</span>
              <LocalTime at={at} />
            </p>
          </div>
        </li>
      ))}
    </ul>
  )
}

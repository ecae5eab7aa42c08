'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'

import { Link } from '@/i18n/navigation.ts'

import { callLoaded } from '../form/call-api.ts'
import { BellIcon } from '../ui/icons.tsx'
import { openEvents } from '../live/live-events.ts'

/** Leads to the notices, and counts those that are new. @param unread as the server knew it when it wrote the page */
export function NoticeBell({ unread }: { unread: number }) {
  const t = useTranslations('notices')
  const [count, setCount] = useState(unread)

  useEffect(() => {
    let share: ReturnType<typeof openEvents> | undefined
    const ask = async () => {
      const load = async () => (await import('@/contracts/reading.ts')).noticeApi.countUnread
      const result = await callLoaded(load, {})
      // What could not be asked stays as it was.
      if (result.ok) setCount(result.value.count)
    }
    // Only the tab that is looked at listens, and one that is looked at again asks what it missed.
    const follow = () => {
      if (document.hidden) {
        share?.close()
        share = undefined
      } else if (share === undefined) {
        share = openEvents()
        for (const event of ['open', 'notice', 'silence']) share.addEventListener(event, () => void ask())
      }
    }
    follow()
    document.addEventListener('visibilitychange', follow)
    return () => {
      document.removeEventListener('visibilitychange', follow)
      share?.close()
    }
  }, [])

  return (
    <Link href="/notices" className="btn btn-quiet relative px-2.5" aria-label={t('bell', { count })} prefetch={false}>
      <BellIcon />
      {count === 0 ? null : (
        <span
          aria-hidden="true"
          className="absolute right-0 top-0 min-w-4 rounded-full bg-accent px-1 text-center text-[0.6875rem] leading-4 font-semibold tabular-nums text-accent-ink"
        >
          {count > 99 ? '99+' : count}
        </span>
      )}
    </Link>
  )
}

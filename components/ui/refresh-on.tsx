'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'

import { openEvents } from './live-events.ts'

/** Draws the page again when the server says that something on it moved. */
export function RefreshOn({
  event,
  field,
  id,
}: {
  event: 'verdict' | 'class'
  field: 'submissionId' | 'classroomId'
  id: string
}) {
  const router = useRouter()
  useEffect(() => {
    const source = openEvents()
    // It may have moved before anyone listened.
    source.addEventListener('open', () => router.refresh())
    source.addEventListener(event, (message) => {
      if (!(message instanceof MessageEvent)) return
      const moved: unknown = JSON.parse(String(message.data))
      if (typeof moved === 'object' && moved !== null && Reflect.get(moved, field) === id) router.refresh()
    })
    return () => source.close()
  }, [event, field, id, router])
  return null
}

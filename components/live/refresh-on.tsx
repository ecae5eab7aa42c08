'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'

import { openEvents } from './live-events.ts'

/** A live event: any of its kind, or only with this id in this field. */
export interface Awaited {
  event: 'verdict' | 'class' | 'notice'
  field?: 'submissionId' | 'classroomId' | 'userId'
  id?: string
}

/** Draws the page again when the server says that something on it moved. */
export function RefreshOn(awaited: Required<Awaited>) {
  return <RefreshOnAny events={[awaited]} />
}

/** The same for several things, over one connection: a browser has few to one site. */
export function RefreshOnAny({ events }: { events: readonly Awaited[] }) {
  const router = useRouter()
  // A new list with the same content must not connect anew.
  const wanted = JSON.stringify(events)
  useEffect(() => {
    const source = openEvents()
    // It may have moved before anyone listened.
    source.addEventListener('open', () => router.refresh())
    source.addEventListener('silence', () => {
      if (!document.hidden) router.refresh()
    })
    const list: readonly Awaited[] = JSON.parse(wanted)
    for (const { event, field, id } of list) {
      source.addEventListener(event, (message) => {
        if (!(message instanceof MessageEvent)) return
        const moved: unknown = JSON.parse(String(message.data))
        if (field === undefined) router.refresh()
        else if (typeof moved === 'object' && moved !== null && Reflect.get(moved, field) === id) router.refresh()
      })
    }
    return () => source.close()
  }, [wanted, router])
  return null
}

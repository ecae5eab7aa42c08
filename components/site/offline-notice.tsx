'use client'

import { useEffect, useState } from 'react'

import { watchNetwork } from './network-watch.ts'

/** One calm line at the foot of the window for as long as the site cannot be reached. */
export function OfflineNotice({ text }: { text: string }) {
  const [offline, setOffline] = useState(false)
  useEffect(() => {
    const network = watchNetwork({
      saysOnline: () => navigator.onLine,
      answers: () =>
        fetch('/api/health', { cache: 'no-store' }).then(
          ({ ok }) => ok,
          () => false,
        ),
      onChange: setOffline,
    })
    network.look()
    window.addEventListener('online', network.look)
    window.addEventListener('offline', network.look)
    return () => {
      network.end()
      window.removeEventListener('online', network.look)
      window.removeEventListener('offline', network.look)
    }
  }, [])
  return (
    <div role="status" className="pointer-events-none fixed inset-x-0 bottom-3 z-40 flex justify-center px-4">
      {offline ? <p className="card px-4 py-2 text-sm shadow-lg">{text}</p> : null}
    </div>
  )
}

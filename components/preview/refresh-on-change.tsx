'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'

/**
 * Draws the page again whenever the author's files, or what was found in them, changed.
 * @param revision that the page shows, where only the files matter to it
 */
export function RefreshOnChange({ revision }: { revision?: string }) {
  const router = useRouter()
  useEffect(() => {
    const source = new EventSource('/api/preview')
    source.addEventListener('changed', (event) => {
      const found: unknown = JSON.parse(String(event.data))
      if (revision === undefined || found !== revision) router.refresh()
    })
    return () => source.close()
  }, [router, revision])
  return null
}

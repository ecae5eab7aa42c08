'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'

/**
 * Draws the page again while somebody looks at it, and as soon as they look again.
 * @param seconds between two drawings
 */
export function RefreshEvery({ seconds }: { seconds: number }) {
  const router = useRouter()
  useEffect(() => {
    const refresh = () => {
      if (!document.hidden) router.refresh()
    }
    const timer = setInterval(refresh, seconds * 1000)
    document.addEventListener('visibilitychange', refresh)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', refresh)
    }
  }, [seconds, router])
  return null
}

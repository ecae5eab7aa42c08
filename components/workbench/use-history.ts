'use client'
import { useCallback, useEffect, useRef, useState } from 'react'
import { fetchSubmissions } from './api.ts'
import type { ListedSubmission } from './props.ts'

export type History =
  | { kind: 'idle' }
  | { kind: 'loading' }
  | { kind: 'failed' }
  | { kind: 'loaded'; submissions: ListedSubmission[] }

/** A learner's submissions to one exercise, fetched when they are first looked at. */
export function useHistory(slug: string): { history: History; reload: () => Promise<void> } {
  const [history, setHistory] = useState<History>({ kind: 'idle' })
  const mounted = useRef(true)
  useEffect(() => {
    mounted.current = true
    return () => {
      mounted.current = false
    }
  }, [])
  const reload = useCallback(async () => {
    // What is already there stays while newer rows are fetched.
    setHistory((now) => (now.kind === 'loaded' ? now : { kind: 'loading' }))
    const next = await fetchSubmissions(slug).then(
      (submissions): History => ({ kind: 'loaded', submissions }),
      (): History => ({ kind: 'failed' }),
    )
    if (mounted.current) setHistory(next)
  }, [slug])
  return { history, reload }
}

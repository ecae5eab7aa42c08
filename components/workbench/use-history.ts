'use client'
import { useCallback, useEffect, useRef, useState } from 'react'
import { fetchSubmissions } from '../submissions/find-submissions.ts'
import type { SubmissionPage } from '../../contracts/submissions.ts'

export type History =
  | { kind: 'idle' }
  | { kind: 'loading' }
  | { kind: 'failed' }
  | ({ kind: 'loaded'; older: 'ready' | 'loading' | 'failed' } & SubmissionPage)

/** A learner's submissions to one exercise, fetched when they are first looked at, older ones when they are asked for. */
export function useHistory(slug: string): {
  history: History
  reload: () => Promise<void>
  loadOlder: () => Promise<void>
} {
  const [history, setHistory] = useState<History>({ kind: 'idle' })
  /** What arrives for an earlier question is nobody's answer any more. */
  const question = useRef(0)
  useEffect(
    () => () => {
      question.current += 1
    },
    [],
  )
  const reload = useCallback(async () => {
    const mine = (question.current += 1)
    // What is already there stays while newer rows are fetched.
    setHistory((now) => (now.kind === 'loaded' ? now : { kind: 'loading' }))
    const next = await fetchSubmissions(slug).then(
      (page): History => ({ kind: 'loaded', older: 'ready', ...page }),
      (): History => ({ kind: 'failed' }),
    )
    if (mine === question.current) setHistory(next)
  }, [slug])
  const loadOlder = useCallback(async () => {
    if (history.kind !== 'loaded' || history.olderThan === null) return
    const mine = (question.current += 1)
    setHistory({ ...history, older: 'loading' })
    const next = await fetchSubmissions(slug, history.olderThan).then(
      (page): History => ({
        kind: 'loaded',
        older: 'ready',
        submissions: [...history.submissions, ...page.submissions],
        olderThan: page.olderThan,
      }),
      (): History => ({ ...history, older: 'failed' }),
    )
    if (mine === question.current) setHistory(next)
  }, [slug, history])
  return { history, reload, loadOlder }
}

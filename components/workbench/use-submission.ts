'use client'
/** One submission on its way: sent, waiting, verified. The provisional verdict beside it comes from the run. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Verdict } from '../../grader/judge/verdict.ts'
import { findSubmission } from '../submissions/find-submissions.ts'
import { sendSubmission } from './api.ts'
import { randomUuid } from '../ui/random-uuid.ts'
import { makeSubmissionSender } from './submission-sender.ts'
import { openEvents } from '../live/live-events.ts'
import { watchVerdict } from './watch-verdict.ts'

export type SubmissionStanding =
  | { phase: 'sending'; source: string }
  | { phase: 'refused'; source: string; code: string }
  | { phase: 'queued'; source: string; id: string; local: Verdict | null }
  | { phase: 'graded'; source: string; id: string; local: Verdict | null; server: Verdict }

export interface Submitting {
  standing: SubmissionStanding | null
  /** @param local the provisional verdict on the same text, whenever it is known */
  submit: (source: string, local: Promise<Verdict | null>) => Promise<void>
}

export function useSubmission(
  slug: string,
  onGraded: (verdict: Verdict) => void,
  initial: SubmissionStanding | null = null,
): Submitting {
  const [standing, setStanding] = useState(initial)
  const current = useRef<AbortController | null>(null)
  const graded = useRef(onGraded)
  useEffect(() => {
    graded.current = onGraded
  })
  useEffect(() => () => current.current?.abort(), [])
  const sender = useMemo(
    () =>
      makeSubmissionSender({
        send: (source, key) => sendSubmission(slug, source, key),
        makeKey: randomUuid,
        pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
      }),
    [slug],
  )

  const submit = useCallback(
    async (source: string, local: Promise<Verdict | null>) => {
      current.current?.abort()
      const controller = new AbortController()
      current.current = controller
      const { signal } = controller
      setStanding({ phase: 'sending', source })
      const sent = await sender.send(source, signal)
      if (signal.aborted) return
      if (!sent.ok) return setStanding({ phase: 'refused', source, code: sent.code })
      const { id } = sent
      setStanding({ phase: 'queued', source, id, local: null })
      // Whichever comes first, the other joins it.
      void local.then((verdict) => {
        if (signal.aborted || !verdict) return
        setStanding((now) => (now && 'local' in now && now.id === id ? { ...now, local: verdict } : now))
      })
      const found = await watchVerdict({
        id,
        find: findSubmission,
        openEvents,
        signal,
      })
      const server = found?.verdict
      if (!server || signal.aborted) return
      setStanding((now) => ({ phase: 'graded', source, id, server, local: now && 'local' in now ? now.local : null }))
      graded.current(server)
    },
    [sender],
  )
  return { standing, submit }
}

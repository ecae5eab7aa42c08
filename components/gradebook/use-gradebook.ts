'use client'

import { useCallback, useEffect, useRef, useState } from 'react'

import { gradebookApi } from '@/contracts/gradebook.ts'
import { mergeGradebook, unpackGradebook } from '@/course/gradebook/gradebook.ts'
import type { Gradebook } from '@/course/gradebook/gradebook.ts'
import { call } from '../form/call-api.ts'
import { openEvents } from '../live/live-events.ts'
import { Changes } from './changes.ts'

export type Loaded = { kind: 'loading' } | { kind: 'failed'; code: string } | { kind: 'ready'; book: Gradebook }

/** So many learners are asked for by name; the server takes no more. */
const namedLearners = 100
/** What moves within this time is read at once. */
const collectMs = 2000
const retryMs = 10_000
/** Nobody waits longer for events to begin; where they come later, everything is read once more. */
const patienceMs = 100

/**
 * The gradebook of a class, kept up to date: only learners who moved are read again. Reading begins when the events have, so
 * that nothing moves unseen in between. A page that nobody looks at waits until somebody does.
 */
export function useGradebook(classroomId: string): { loaded: Loaded; refresh: (learners: readonly string[]) => void } {
  const [loaded, setLoaded] = useState<Loaded>({ kind: 'loading' })
  const begun = useRef(false)

  const read = useCallback(
    async (learners: readonly string[] | null): Promise<boolean> => {
      const query = { learners: learners?.join(',') }
      const result = await call(gradebookApi.read, { params: { id: classroomId }, query })
      if (result.ok) {
        const fresh = unpackGradebook(result.value)
        setLoaded((before) => {
          const asked = before.kind === 'ready' && learners !== null && sameColumns(before.book, fresh)
          return { kind: 'ready', book: asked ? mergeGradebook(before.book, fresh, learners) : fresh }
        })
        return true
      }
      const { code } = result
      const final = code === 'not-signed-in' || code === 'forbidden' || code === 'not-found'
      // What is on the screen stays there while only the network is away.
      setLoaded((before) => (before.kind === 'ready' && !final ? before : { kind: 'failed', code }))
      return final
    },
    [classroomId],
  )

  const refresh = useCallback((learners: readonly string[]) => void read(learners), [read])

  useEffect(() => {
    const changes = new Changes()
    let timer: ReturnType<typeof setTimeout> | undefined
    const flush = async () => {
      timer = undefined
      if (document.hidden) return
      const taken = changes.take(namedLearners)
      if (taken === undefined || (await read(taken.learners))) return
      changes.putBack(taken)
      timer ??= setTimeout(() => void flush(), retryMs)
    }
    const soon = () => {
      timer ??= setTimeout(() => void flush(), collectMs)
    }
    const begin = () => {
      if (begun.current) {
        // The connection was lost, and with it what was told in between.
        changes.addAll()
        soon()
        return
      }
      begun.current = true
      void read(null)
    }
    const source = openEvents()
    const impatient = setTimeout(() => {
      if (!begun.current) begin()
    }, patienceMs)
    source.addEventListener('open', begin)
    source.addEventListener('silence', begin)
    source.addEventListener('class', (message) => {
      if (!(message instanceof MessageEvent)) return
      if (changes.add(JSON.parse(String(message.data)), classroomId)) soon()
    })
    const look = () => {
      if (!document.hidden && changes.any) soon()
    }
    document.addEventListener('visibilitychange', look)
    return () => {
      begun.current = false
      clearTimeout(timer)
      clearTimeout(impatient)
      source.close()
      document.removeEventListener('visibilitychange', look)
    }
  }, [classroomId, read])

  return { loaded, refresh }
}

function sameColumns(before: Gradebook, after: Gradebook): boolean {
  return JSON.stringify(before.assignments) === JSON.stringify(after.assignments)
}

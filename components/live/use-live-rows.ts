'use client'
import { useEffect, useState } from 'react'
import { z } from 'zod'

import type { LiveRow } from '@/course/live-class.ts'

const row: z.ZodType<LiveRow> = z.object({
  userId: z.string(),
  name: z.string(),
  slug: z.string(),
  at: z.number(),
  attempts: z.int(),
  passed: z.boolean(),
  submissionId: z.string().nullable(),
  stuck: z.enum(['attempts', 'silent']).nullable(),
})
const board = z.array(row)
const changes = z.array(z.object({ userId: z.string(), row: row.nullable() }))

export type Connection = 'connecting' | 'live' | 'lost' | 'ended'

/** The rows of a class as the server tells them: all of them first, then what changes. */
export function useLiveRows(classroomId: string): { rows: ReadonlyMap<string, LiveRow>; connection: Connection } {
  const [rows, setRows] = useState<ReadonlyMap<string, LiveRow>>(new Map())
  const [connection, setConnection] = useState<Connection>('connecting')
  useEffect(() => {
    const source = new EventSource(`/api/classes/${classroomId}/live`)
    source.addEventListener('board', (message) => {
      setRows(new Map(board.parse(JSON.parse(String(message.data))).map((one) => [one.userId, one])))
      setConnection('live')
    })
    source.addEventListener('rows', (message) => {
      const changed = changes.parse(JSON.parse(String(message.data)))
      setRows((now) => {
        const next = new Map(now)
        for (const { userId, row: changedRow } of changed) {
          if (changedRow === null) next.delete(userId)
          else next.set(userId, changedRow)
        }
        return next
      })
    })
    // A browser tries again by itself, unless the server refused.
    source.addEventListener('error', () => setConnection(source.readyState === EventSource.CLOSED ? 'ended' : 'lost'))
    return () => source.close()
  }, [classroomId])
  return { rows, connection }
}

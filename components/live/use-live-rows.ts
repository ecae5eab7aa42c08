'use client'
import { useEffect, useState } from 'react'

import { liveApi } from '@/contracts/gradebook.ts'

import { call } from '../form/call-api.ts'
import { followRows, type LiveState } from './live-feed.ts'

/** The rows of a class as the server tells them: all of them first, then what changes. */
export function useLiveRows(classroomId: string): LiveState {
  const [state, setState] = useState<LiveState>({ rows: new Map(), connection: 'connecting' })
  useEffect(() => {
    const source = new EventSource(`/api/classes/${classroomId}/live`)
    return followRows({
      stream: {
        addEventListener: (type, listener) => source.addEventListener(type, listener),
        close: () => source.close(),
        isOver: () => source.readyState === EventSource.CLOSED,
      },
      async ask() {
        const result = await call(liveApi.readRows, { params: { id: classroomId } })
        if (!result.ok) throw new Error(result.code)
        return result.value
      },
      onChange: setState,
    })
  }, [classroomId])
  return state
}

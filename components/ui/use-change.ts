'use client'

import { useRouter } from 'next/navigation'
import { useCallback, useState, useTransition } from 'react'

import { callApi } from './call-api.ts'
import type { ApiResult } from './call-api.ts'
import { useErrorText } from './use-error-text.ts'

export interface Change {
  pending: boolean
  failure: string | null
  /** Asks the server, then draws the page anew. @returns what it answered */
  ask: (path: string, request: { method: 'POST' | 'PUT' | 'PATCH' | 'DELETE'; body?: unknown }) => Promise<ApiResult>
}

/** One change at a time, with its failure in words. */
export function useChange(): Change {
  const router = useRouter()
  const errorText = useErrorText()
  const [failure, setFailure] = useState<string | null>(null)
  const [pending, start] = useTransition()
  const ask = useCallback<Change['ask']>(
    (path, request) =>
      new Promise((resolve) => {
        start(async () => {
          const result = await callApi(path, request)
          setFailure(result.ok ? null : errorText(result.code, result.params))
          if (result.ok) router.refresh()
          resolve(result)
        })
      }),
    [errorText, router],
  )
  return { pending, failure, ask }
}

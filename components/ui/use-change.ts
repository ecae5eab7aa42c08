'use client'

import { useRouter } from 'next/navigation'
import { useCallback, useState, useTransition } from 'react'

import type { AnswerOf, CallOf, Contract } from '@/contracts/contract.ts'

import { call, callApi } from './call-api.ts'
import type { ApiResult } from './call-api.ts'
import { failedFields } from './failed-fields.ts'
import { useErrorText } from './use-error-text.ts'

export interface Change {
  /** Until the server has answered and the new page is there. */
  pending: boolean
  failure: string | null
  /** Names of the fields that it is about. */
  failed: readonly string[]
  /**
   * Asks the server, then draws the page anew.
   * @param onDone runs with the drawing, so that a form closes when its change can be seen; not after a failure
   * @returns what the server answered
   */
  change: <C extends Contract>(contract: C, asked: CallOf<C>, onDone?: () => void) => Promise<ApiResult<AnswerOf<C>>>
  /** The same by an address. */
  ask: (
    path: string,
    request: { method: 'POST' | 'PUT' | 'PATCH' | 'DELETE'; body?: unknown },
    onDone?: () => void,
  ) => Promise<ApiResult>
}

/** One change at a time, with its failure in words. */
export function useChange(): Change {
  const router = useRouter()
  const errorText = useErrorText()
  const [failure, setFailure] = useState<string | null>(null)
  const [failed, setFailed] = useState<readonly string[]>([])
  const [sending, setSending] = useState(false)
  const [drawing, startDrawing] = useTransition()
  const follow = useCallback(
    async <Answer>(asking: () => Promise<ApiResult<Answer>>, onDone?: () => void): Promise<ApiResult<Answer>> => {
      setSending(true)
      setFailure(null)
      setFailed([])
      const result = await asking()
      setSending(false)
      if (result.ok) {
        startDrawing(() => {
          router.refresh()
          onDone?.()
        })
      } else {
        setFailure(errorText(result.code, result.params))
        setFailed(failedFields(result))
      }
      return result
    },
    [errorText, router],
  )
  const change = useCallback<Change['change']>(
    (contract, asked, onDone) => follow(() => call(contract, asked), onDone),
    [follow],
  )
  const ask = useCallback<Change['ask']>(
    (path, request, onDone) => follow(() => callApi(path, request), onDone),
    [follow],
  )
  return { pending: sending || drawing, failure, failed, change, ask }
}

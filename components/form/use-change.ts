'use client'

import { useRouter } from 'next/navigation'
import { useCallback, useState, useTransition } from 'react'

import type { AnswerOf, CallOf, Contract } from '@/contracts/contract.ts'

import { call } from './call-api.ts'
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
}

/** One change at a time, with its failure in words. */
export function useChange(): Change {
  const router = useRouter()
  const errorText = useErrorText()
  const [failure, setFailure] = useState<string | null>(null)
  const [failed, setFailed] = useState<readonly string[]>([])
  const [sending, setSending] = useState(false)
  const [drawing, startDrawing] = useTransition()
  const change = useCallback<Change['change']>(
    async (contract, asked, onDone) => {
      setSending(true)
      setFailure(null)
      setFailed([])
      const result = await call(contract, asked)
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
  return { pending: sending || drawing, failure, failed, change }
}

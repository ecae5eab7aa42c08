'use client'
import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'

import { callApi } from '../ui/call-api.ts'
import { useErrorText } from '../ui/use-error-text.ts'

type Request = NonNullable<Parameters<typeof callApi>[1]>

/** Changes something on the server, then draws the page again; `pending` lasts until the new page is there. */
export function useChange(): {
  send: (path: string, request: Request, onDone?: () => void) => Promise<void>
  pending: boolean
  failure: string | null
} {
  const router = useRouter()
  const errorText = useErrorText()
  const [sending, setSending] = useState(false)
  const [drawing, startDrawing] = useTransition()
  const [failure, setFailure] = useState<string | null>(null)
  const send = async (path: string, request: Request, onDone?: () => void) => {
    setSending(true)
    setFailure(null)
    const result = await callApi(path, request)
    setSending(false)
    if (!result.ok) {
      setFailure(errorText(result.code, result.params))
      return
    }
    startDrawing(() => {
      router.refresh()
      onDone?.()
    })
  }
  return { send, pending: sending || drawing, failure }
}

'use client'

import { useState, useTransition } from 'react'

import { accountApi } from '@/contracts/accounts.ts'
import { Link } from '@/i18n/navigation.ts'

import { call } from '../form/call-api.ts'
import { FormMessage } from '../form/field.tsx'
import { useErrorText } from '../form/use-error-text.ts'

const contracts = { claim: accountApi.claimInstructor, confirm: accountApi.confirmEmail }

/** Spends the link by which somebody came. A press, not the mere opening: mail programs open links by themselves. */
export function OneTimeLinkButton(props: {
  purpose: keyof typeof contracts
  token: string
  words: { press: string; pressing: string; done: string; next: string; spent?: string }
  next: string
}) {
  const { purpose, token, words, next } = props
  const errorText = useErrorText()
  const [done, setDone] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const [pending, start] = useTransition()

  if (done)
    return (
      <div role="status" className="space-y-4">
        <p className="text-good">{words.done}</p>
        <Link href={next} className="btn btn-primary">
          {words.next}
        </Link>
      </div>
    )
  const spend = () =>
    start(async () => {
      const result = await call(contracts[purpose], { body: { token } })
      if (result.ok) setDone(true)
      else setFailure((result.code === 'link-spent' ? words.spent : undefined) ?? errorText(result.code, result.params))
    })
  return (
    <div className="space-y-4">
      <button type="button" className="btn btn-primary" disabled={pending} onClick={spend}>
        {pending ? words.pressing : words.press}
      </button>
      <FormMessage text={failure} />
    </div>
  )
}

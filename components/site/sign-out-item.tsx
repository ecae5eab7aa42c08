'use client'

import { useId, useState, useTransition } from 'react'

import { signOut } from '../sign-in/sign-in-client.ts'

export interface SignOutLabels {
  signOut: string
  /** Of the box that takes the drafts out of a shared browser. */
  forget: string
  /** Some of them are nowhere else. */
  unsent: string
  forgetAll: string
}

/** Signing out, at a shared computer with what this browser keeps of the account. Nothing goes that is nowhere else, unless twice asked. */
export function SignOutItem({
  userId,
  labels,
  className,
}: {
  userId: string
  labels: SignOutLabels
  className: string
}) {
  const [forget, setForget] = useState(false)
  const [unsent, setUnsent] = useState(false)
  const [pending, start] = useTransition()
  const box = useId()
  const leave = (also: { lose: boolean }) =>
    start(async () => {
      if (!forget) return signOut()
      // Of the workbench: too much for every page to bring along.
      const [{ removeDrafts, sendLastDrafts }, { sendDraft }] = await Promise.all([
        import('../drafts/leave-browser.ts'),
        import('../drafts/send-draft.ts'),
      ])
      if (!also.lose && (await sendLastDrafts(localStorage, userId, sendDraft)).length > 0) {
        setUnsent(true)
        return
      }
      await signOut(() => removeDrafts(localStorage, userId))
    })
  return (
    <>
      <button type="button" className={className} disabled={pending} onClick={() => leave({ lose: false })}>
        {labels.signOut}
      </button>
      <label htmlFor={box} className="flex max-w-56 items-start gap-2 px-3 py-2 text-sm text-soft">
        <input
          id={box}
          type="checkbox"
          className="mt-1 accent-accent"
          checked={forget}
          onChange={(event) => {
            setForget(event.currentTarget.checked)
            setUnsent(false)
          }}
        />
        {labels.forget}
      </label>
      <div role="alert">
        {unsent ? (
          <div className="max-w-56 space-y-2 px-3 pb-2 text-sm">
            <p className="text-bad">{labels.unsent}</p>
            <button
              type="button"
              className="btn w-full border-bad text-bad"
              disabled={pending}
              onClick={() => leave({ lose: true })}
            >
              {labels.forgetAll}
            </button>
          </div>
        ) : null}
      </div>
    </>
  )
}

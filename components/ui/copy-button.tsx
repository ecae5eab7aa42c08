'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'

import { copyText } from './copy-text.ts'
import { CheckIcon, CopyIcon } from './icons.tsx'

/** @param labels what it says before and after; `of` names what is copied, for a screen reader */
export function CopyButton({ text, labels }: { text: string; labels: { copy: string; copied: string; of: string } }) {
  const t = useTranslations('common')
  /** The text that the last press put into the clipboard, or could not: another text is copied anew. */
  const [pressed, setPressed] = useState<{ text: string; copied: boolean } | null>(null)
  const done = pressed?.text === text ? pressed : null
  const copy = async () => {
    setPressed({ text, copied: await copyText(text) })
  }
  return (
    <>
      <button
        type="button"
        className="btn"
        aria-label={`${done?.copied === true ? labels.copied : labels.copy}${t('colon')}${labels.of}`}
        onClick={() => void copy()}
      >
        {done?.copied === true ? <CheckIcon /> : <CopyIcon />}
        {done?.copied === true ? labels.copied : labels.copy}
      </button>
      {done?.copied === false ? (
        <label className="mt-1 grid basis-full gap-1 text-sm">
          <span role="status">{t('copyByHand')}</span>
          {/* Selected at once, so that the keys for copying are all that is left to do. */}
          <textarea
            readOnly
            rows={text.includes('\n') ? 4 : 1}
            className="field font-mono text-xs"
            value={text}
            ref={(field) => field?.select()}
          />
        </label>
      ) : null}
    </>
  )
}

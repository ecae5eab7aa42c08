'use client'

import { useState } from 'react'

import { CheckIcon, CopyIcon } from './icons.tsx'

/** @param labels what it says before and after; `of` names what is copied, for a screen reader */
export function CopyButton({ text, labels }: { text: string; labels: { copy: string; copied: string; of: string } }) {
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    await navigator.clipboard.writeText(text)
    setCopied(true)
  }
  return (
    <button
      type="button"
      className="btn"
      aria-label={`${copied ? labels.copied : labels.copy}: ${labels.of}`}
      onClick={() => void copy()}
    >
      {copied ? <CheckIcon /> : <CopyIcon />}
      {copied ? labels.copied : labels.copy}
    </button>
  )
}

import { useEffect, useState } from 'react'

/**
 * The text after it has stayed the same for a while: what a live region may say while a slider moves.
 * Empty until the reader has changed something, so that a page does not speak when it opens.
 */
export function useSettled(text: string, delayMs = 700): string {
  const [first] = useState(text)
  const [settled, setSettled] = useState('')
  useEffect(() => {
    if (text === first && settled === '') return
    const timer = setTimeout(() => setSettled(text), delayMs)
    return () => clearTimeout(timer)
  }, [text, first, settled, delayMs])
  return settled
}

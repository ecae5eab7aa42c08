'use client'
import { useEffect, useRef } from 'react'

/** The editor's keys for running and submitting, outside it too; inside it Monaco takes them first. */
export function useShortcuts(on: boolean, onRun: () => void, onSubmit: () => void): void {
  const latest = useRef({ onRun, onSubmit })
  useEffect(() => {
    latest.current = { onRun, onSubmit }
  })
  useEffect(() => {
    if (!on) return
    const pressed = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
      event.preventDefault()
      if (event.shiftKey) latest.current.onSubmit()
      else latest.current.onRun()
    }
    window.addEventListener('keydown', pressed)
    return () => window.removeEventListener('keydown', pressed)
  }, [on])
}

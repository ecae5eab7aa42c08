'use client'
import { useSyncExternalStore } from 'react'

const never = () => () => {}
const pc = { run: 'Ctrl+Enter', submit: 'Ctrl+Shift+Enter', hover: 'Ctrl+K, Ctrl+I', completion: 'Ctrl+Space' }
const mac = { run: '⌘↩', submit: '⇧⌘↩', hover: '⌘K, ⌘I', completion: '⌃Space' }

/** Names of the keys as they stand on this reader's keyboard. */
export function useKeyNames(): typeof pc {
  return useSyncExternalStore(
    never,
    () => (/Mac|iPhone|iPad/.test(navigator.platform) ? mac : pc),
    () => pc,
  )
}

'use client'

import { useEffect, useRef, useState } from 'react'

import { Link } from '@/i18n/navigation.ts'

import { ChevronDownIcon } from '../ui/icons.tsx'
import { SignOutItem, type SignOutLabels } from './sign-out-item.tsx'

interface Labels extends SignOutLabels {
  /** Said before the name. */
  menu: string
  me: string
  settings: string
  admin: string
}

export function AccountMenu(props: { userId: string; displayName: string; isAdmin: boolean; labels: Labels }) {
  const { userId, displayName, isAdmin, labels } = props
  const [open, setOpen] = useState(false)
  const root = useRef<HTMLDivElement>(null)
  const trigger = useRef<HTMLButtonElement>(null)

  useEffect(() => {
    if (!open) return
    const close = (event: Event) => {
      if (event.target instanceof Node && root.current?.contains(event.target)) return
      setOpen(false)
    }
    document.addEventListener('pointerdown', close)
    document.addEventListener('focusin', close)
    return () => {
      document.removeEventListener('pointerdown', close)
      document.removeEventListener('focusin', close)
    }
  }, [open])

  const item = 'block w-full rounded px-3 py-2 text-left text-sm text-ink no-underline hover:bg-sunk'
  return (
    <div
      ref={root}
      className="relative ml-1 min-w-0"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !open) return
        setOpen(false)
        trigger.current?.focus()
      }}
    >
      <button
        ref={trigger}
        type="button"
        className="btn w-full max-w-24 px-2 sm:max-w-48 sm:px-3"
        aria-label={labels.menu + displayName}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <span className="truncate">{displayName}</span>
        <ChevronDownIcon />
      </button>
      {open ? (
        <ul className="card absolute right-0 top-full z-40 mt-1 min-w-44 p-1 shadow-lg">
          <li>
            <Link href="/me" className={item} onClick={() => setOpen(false)}>
              {labels.me}
            </Link>
          </li>
          <li>
            <Link href="/me#settings" className={item} onClick={() => setOpen(false)}>
              {labels.settings}
            </Link>
          </li>
          {isAdmin ? (
            <li>
              <Link href="/admin" className={item} onClick={() => setOpen(false)}>
                {labels.admin}
              </Link>
            </li>
          ) : null}
          <li className="mt-1 border-t border-hair pt-1">
            <SignOutItem userId={userId} labels={labels} className={item} />
          </li>
        </ul>
      ) : null}
    </div>
  )
}

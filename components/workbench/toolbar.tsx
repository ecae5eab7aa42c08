'use client'
/** Run, Submit and the rest, beside what is known of the draft. */
import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { ChevronDownIcon } from '../ui/icons.tsx'
import type { DraftStanding } from '../drafts/draft-keeper.ts'
import { useKeyNames } from '../ui/use-key-names.ts'

export interface ToolbarProps {
  standing: DraftStanding
  running: boolean
  submitting: boolean
  solutionOpen: boolean
  /** Somebody is about to run or submit. */
  onWake: () => void
  onRun: () => void
  onStop: () => void
  onSubmit: () => void
  onReset: () => void
  onSolution: () => void
  onHelp: () => void
}

export function Toolbar(props: ToolbarProps) {
  const t = useTranslations('workbench')
  const keys = useKeyNames()
  return (
    <div className="flex h-full items-center gap-2 px-3" onPointerEnter={props.onWake} onFocusCapture={props.onWake}>
      <span data-draft={props.standing} role="status" className="min-w-0 flex-1 truncate text-xs text-soft">
        {t(`draft.${props.standing}`)}
      </span>
      <Menu label={t('more')}>
        {(close) => (
          <>
            <MenuItem onClick={() => close(props.onReset)}>{t('reset')}</MenuItem>
            {props.solutionOpen ? <MenuItem onClick={() => close(props.onSolution)}>{t('solution')}</MenuItem> : null}
            <MenuItem onClick={() => close(props.onHelp)}>{t('keys')}</MenuItem>
          </>
        )}
      </Menu>
      {props.running ? (
        <button type="button" className="btn min-h-8 min-w-16 py-1" onClick={props.onStop}>
          {t('stop')}
        </button>
      ) : (
        <button
          type="button"
          className="btn min-h-8 min-w-16 py-1"
          title={t('runTitle', { keys: keys.run })}
          aria-keyshortcuts="Control+Enter Meta+Enter"
          onClick={props.onRun}
        >
          {t('run')}
        </button>
      )}
      <button
        type="button"
        className="btn btn-primary min-h-8 min-w-16 py-1"
        title={t('submitTitle', { keys: keys.submit })}
        aria-keyshortcuts="Control+Shift+Enter Meta+Shift+Enter"
        disabled={props.submitting}
        onClick={props.onSubmit}
      >
        {t('submit')}
      </button>
    </div>
  )
}

function Menu({ label, children }: { label: string; children: (close: (then: () => void) => void) => ReactNode }) {
  const [open, setOpen] = useState(false)
  const root = useRef<HTMLDivElement>(null)
  const trigger = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (!open) return
    const away = (event: Event) => {
      if (event.target instanceof Node && !root.current?.contains(event.target)) setOpen(false)
    }
    document.addEventListener('pointerdown', away)
    document.addEventListener('focusin', away)
    return () => {
      document.removeEventListener('pointerdown', away)
      document.removeEventListener('focusin', away)
    }
  }, [open])
  const close = (then: () => void) => {
    setOpen(false)
    trigger.current?.focus()
    then()
  }
  return (
    <div
      ref={root}
      className="relative"
      onKeyDown={(event) => {
        if (event.key === 'Escape' && open) close(() => undefined)
      }}
    >
      <button
        ref={trigger}
        type="button"
        aria-expanded={open}
        className="btn btn-quiet min-h-8 gap-1 px-2 py-1"
        onClick={() => setOpen(!open)}
      >
        {label}
        <ChevronDownIcon />
      </button>
      {open ? (
        <ul className="card absolute right-0 z-20 m-0 min-w-44 list-none p-1 shadow-lg max-[899px]:bottom-full max-[899px]:mb-1 min-[900px]:top-full min-[900px]:mt-1">
          {children(close)}
        </ul>
      ) : null}
    </div>
  )
}

function MenuItem({ onClick, children }: { onClick: () => void; children: ReactNode }) {
  return (
    <li>
      <button
        type="button"
        className="block w-full rounded px-3 py-2 text-left text-sm hover:bg-sunk"
        onClick={onClick}
      >
        {children}
      </button>
    </li>
  )
}

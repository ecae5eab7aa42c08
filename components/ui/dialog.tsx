'use client'
/** A modal of the browser's own: it traps focus, closes on Escape and gives the focus back. */
import { useId, useLayoutEffect, useRef, type ReactNode } from 'react'

export interface DialogProps {
  title: string
  onClose: () => void
  children: ReactNode
  wide?: boolean
}

export function Dialog({ title, onClose, children, wide = false }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null)
  const id = useId()
  // Before it leaves the document: a browser gives the focus back only then.
  useLayoutEffect(() => {
    const dialog = ref.current
    dialog?.showModal()
    return () => dialog?.close()
  }, [])
  return (
    <dialog
      ref={ref}
      aria-labelledby={id}
      className={`m-auto max-h-[85dvh] w-[calc(100%-2rem)] overflow-auto rounded-[10px] border border-hair bg-raised p-0 text-ink shadow-xl backdrop:bg-black/40 ${wide ? 'max-w-3xl' : 'max-w-md'}`}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onClick={(event) => {
        if (event.target === ref.current) onClose()
      }}
    >
      <div className="p-5">
        <h2 id={id} className="mb-2 text-lg">
          {title}
        </h2>
        {children}
      </div>
    </dialog>
  )
}

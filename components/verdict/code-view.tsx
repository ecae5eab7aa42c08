'use client'
/** Code that is only read, with numbered lines that can be pointed at. */
import { useMemo, type Ref } from 'react'
import { highlight, type TokenKind } from './highlight.ts'

const colours: Record<TokenKind, string | undefined> = {
  plain: undefined,
  comment: 'text-soft',
  string: 'text-good',
  number: 'text-mine',
  keyword: 'text-accent',
}

export interface CodeViewProps {
  source: string
  label: string
  /** 1-based line to point at, or null. */
  marked?: number | null
  /** The marked line's element, to scroll to. */
  markedRef?: Ref<HTMLDivElement>
}

export function CodeView({ source, label, marked = null, markedRef }: CodeViewProps) {
  const lines = useMemo(() => highlight(source), [source])
  const digits = String(lines.length).length
  return (
    <div
      role="region"
      aria-label={label}
      tabIndex={0}
      className="overflow-auto bg-code py-3.5 font-mono text-[13px] leading-[1.62]"
    >
      <div className="w-max min-w-full">
        {lines.map((tokens, index) => {
          const here = marked === index + 1
          return (
            <div
              key={index}
              {...(here && markedRef ? { ref: markedRef } : {})}
              className={`flex pr-4 ${here ? 'bg-bad/10 shadow-[inset_3px_0_var(--bad)]' : ''}`}
            >
              <span
                aria-hidden="true"
                className="shrink-0 pr-4 pl-3 text-right select-none"
                style={{ width: `calc(${digits}ch + 1.75rem)`, color: 'var(--base)' }}
              >
                {index + 1}
              </span>
              <code className="whitespace-pre">
                {tokens.length === 0 ? ' ' : null}
                {tokens.map((token, at) => (
                  <span key={at} className={colours[token.kind]}>
                    {token.text}
                  </span>
                ))}
              </code>
            </div>
          )
        })}
      </div>
    </div>
  )
}

'use client'
/** Code that is only read, with numbered lines that can be pointed at and, where the reader may, spoken about. */
import { Fragment, useMemo, type ReactNode, type Ref } from 'react'
import { highlight, tokenClass } from './highlight.ts'
import { LineNumber, type LineAction } from './line-number.tsx'

export interface CodeViewProps {
  source: string
  label: string
  /** 1-based line to point at, or null. */
  marked?: number | null
  /** The marked line's element, to scroll to. */
  markedRef?: Ref<HTMLDivElement>
  /** Makes every line number a button. */
  lineAction?: LineAction | undefined
  /** Lines to tint, 1-based, the last one included, with what is said at the first. */
  passages?: ReadonlyArray<{ from: number; to: number; mark: ReactNode }>
  /** What stands below a line, as wide as the view; null for nothing. */
  below?: ((line: number) => ReactNode) | undefined
}

export function CodeView(props: CodeViewProps) {
  const { source, label, marked = null, markedRef, lineAction, passages = [], below } = props
  const lines = useMemo(() => highlight(source), [source])
  const digits = String(lines.length).length
  return (
    <div
      role="region"
      translate="no"
      aria-label={label}
      tabIndex={0}
      className="@container overflow-auto bg-code py-3.5 font-mono text-[13px] leading-[1.62]"
    >
      <div>
        {lines.map((tokens, index) => {
          const line = index + 1
          const here = marked === line
          const under = below?.(line) ?? null
          const isTinted = passages.some(({ from, to }) => from <= line && line <= to)
          const look = here
            ? 'bg-bad/10 shadow-[inset_3px_0_var(--bad)]'
            : isTinted
              ? 'bg-accent/10 shadow-[inset_3px_0_var(--accent)]'
              : ''
          return (
            <div key={index}>
              <div {...(here && markedRef ? { ref: markedRef } : {})} className={`flex pr-4 ${look}`}>
                <LineNumber line={line} digits={digits} action={lineAction} />
                <code className="min-w-0 flex-1 whitespace-pre-wrap [overflow-wrap:anywhere]">
                  {tokens.length === 0 ? ' ' : null}
                  {tokens.map((token, at) => (
                    <span key={at} className={tokenClass[token.kind]}>
                      {token.text}
                    </span>
                  ))}
                </code>
                {passages.map(({ from, mark }, at) => (from === line ? <Fragment key={at}>{mark}</Fragment> : null))}
              </div>
              {under === null ? null : <div className="sticky left-0 w-[100cqw] font-ui">{under}</div>}
            </div>
          )
        })}
      </div>
    </div>
  )
}

'use client'
/**
 * A plain text field in the editor's place: it is there at once, costs nothing, and takes keys until Monaco has come. Its letters
 * are drawn by a coloured text of the same measure behind it.
 */
import { useMemo, type Ref } from 'react'
import { highlight, tokenClass } from '../verdict/highlight.ts'

const measure = '[grid-area:1/1] m-0 py-3.5 pr-4 pl-[37px] whitespace-pre-wrap [overflow-wrap:anywhere]'

export interface PlainEditorProps {
  ref: Ref<HTMLTextAreaElement>
  label: string
  initialSource: string
  /** What stands in the field now. */
  source: string
  onChange: (source: string) => void
}

export function PlainEditor({ ref, label, initialSource, source, onChange }: PlainEditorProps) {
  const lines = useMemo(() => highlight(source), [source])
  return (
    <div className="absolute inset-0 overflow-auto bg-code">
      <div className="grid min-h-full grid-cols-[minmax(0,1fr)] font-mono text-[13px] leading-[21px] [tab-size:2]">
        <pre aria-hidden="true" className={`${measure} pointer-events-none font-mono text-ink [counter-reset:line]`}>
          {lines.map((tokens, index) => (
            <div
              key={index}
              className="relative [counter-increment:line] before:absolute before:-left-[37px] before:w-[23px] before:text-right before:text-soft before:content-[counter(line)]"
            >
              {tokens.length === 0 ? <br /> : null}
              {tokens.map((token, at) => (
                <span key={at} className={tokenClass[token.kind]}>
                  {token.text}
                </span>
              ))}
            </div>
          ))}
        </pre>
        <textarea
          ref={ref}
          aria-label={label}
          defaultValue={initialSource}
          spellCheck={false}
          autoCapitalize="off"
          autoCorrect="off"
          className={`${measure} resize-none overflow-hidden border-0 bg-transparent font-mono text-transparent caret-ink outline-none selection:bg-accent/25`}
          onInput={(event) => onChange(event.currentTarget.value)}
        />
      </div>
    </div>
  )
}

'use client'
/** Two texts, line by line, with what is the same folded away. Signs and words, not colour alone. */
import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { diffLines, foldDiff, type DiffLine } from './line-diff.ts'

/** @param props.words what the two texts are to each other, where neither is the editor's */
export function DiffView(props: { before: string; after: string; words?: { same: string; legend: string } }) {
  const { before, after, words } = props
  const t = useTranslations('workbench')
  const chunks = useMemo(() => foldDiff(diffLines(before, after)), [before, after])
  if (before === after) return <p className="m-0 py-2 text-sm text-soft">{words?.same ?? t('history.same')}</p>
  return (
    <div
      role="region"
      aria-label={t('diff.label')}
      tabIndex={0}
      className="my-2 max-h-96 overflow-auto rounded-md border border-hair bg-code py-2 font-mono text-xs leading-relaxed"
    >
      <div>
        {chunks.map((chunk, index) =>
          chunk.kind === 'skipped' ? (
            <div key={index} className="px-3 py-0.5 text-soft">
              ⋯ {t('diff.unchanged', { count: chunk.count })}
            </div>
          ) : (
            chunk.lines.map((line, at) => <Line key={`${index}-${at}`} line={line} />)
          ),
        )}
      </div>
      <p className="m-0 px-3 pt-2 font-ui text-xs text-soft">{words?.legend ?? t('diff.legend')}</p>
    </div>
  )
}

const looks = {
  same: { sign: ' ', className: '' },
  removed: { sign: '−', className: 'bg-bad/15 text-ink' },
  added: { sign: '+', className: 'bg-good/15 text-ink' },
} as const

function Line({ line }: { line: DiffLine }) {
  const t = useTranslations('workbench.diff')
  const common = useTranslations('common')
  const { sign, className } = looks[line.kind]
  return (
    <div className={`flex px-3 ${className}`}>
      <span aria-hidden="true" className="w-5 shrink-0 select-none">
        {sign}
      </span>
      {line.kind === 'same' ? null : <span className="sr-only">{t(line.kind) + common('colon')}</span>}
      <code className="min-w-0 flex-1 whitespace-pre-wrap [overflow-wrap:anywhere]">
        {line.text === '' ? ' ' : line.text}
      </code>
    </div>
  )
}

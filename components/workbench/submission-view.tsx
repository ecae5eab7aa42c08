'use client'
/** A submission by itself: the code as it was sent, its verdict, and the draw it was judged on. For its owner and their staff. */
import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import { PlotView } from '../plots/plot-view.tsx'
import { CommentedCode } from '../submissions/commented-code.tsx'
import { LocalTime } from '../ui/local-time.tsx'
import { CodeView } from '../verdict/code-view.tsx'
import { MarkWaiting } from '../verdict/icons.tsx'
import { VerdictPanel } from '../verdict/verdict-panel.tsx'
import { ConsoleTab } from './console-tab.tsx'
import { DrawPanel } from './draw-panel.tsx'
import { DrawRun } from './draw-run.tsx'
import type { SubmissionViewProps } from './props.ts'

export function SubmissionView(props: SubmissionViewProps) {
  const { submission, checks, misconceptions, plotTitles, lesson = null, discussion = null, asStaff = false } = props
  const t = useTranslations('verdict.submission')
  const words = useTranslations('workbench.tabs')
  const replay = useTranslations('review.replay')
  const { id, verdict, source, createdAt, draw } = submission
  const [line, setLine] = useState<number | null>(verdict?.problem?.line ?? null)
  const marked = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (line !== null) marked.current?.scrollIntoView({ block: 'nearest' })
  }, [line])
  return (
    <div className="grid items-start gap-6 min-[900px]:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
      <section className="card overflow-hidden" aria-label={t('code')}>
        <p className="m-0 border-b border-hair px-4 py-2 text-sm text-soft">
          <LocalTime at={createdAt} />
        </p>
        {discussion === null ? (
          <CodeView source={source} label={t('code')} marked={line} markedRef={marked} />
        ) : (
          <CommentedCode source={source} discussion={discussion} marked={line} markedRef={marked} />
        )}
      </section>
      <section className="card overflow-hidden">
        {verdict ? (
          <VerdictPanel
            verdict={verdict}
            standing="verified"
            checks={checks}
            misconceptions={misconceptions}
            lesson={lesson}
            onLine={setLine}
          >
            <div className="flex flex-col gap-6 px-4 pb-3 empty:hidden">
              {verdict.plots.map((plot) => (
                <PlotView key={plot.id} plot={plot} title={plotTitles[plot.id]} />
              ))}
            </div>
          </VerdictPanel>
        ) : (
          <p role="status" className="m-0 flex items-center gap-2 px-4 py-6 text-sm text-soft">
            <MarkWaiting busy />
            {t('waiting')}
          </p>
        )}
        {verdict && verdict.console.length > 0 ? (
          <div className="border-t border-hair">
            <h2 id="console" className="m-0 px-4 pt-3 pb-1 text-sm">
              {words('console')}
            </h2>
            <div role="region" aria-labelledby="console" tabIndex={0} className="max-h-96 overflow-y-auto">
              <ConsoleTab lines={verdict.console} onLine={setLine} />
            </div>
          </div>
        ) : null}
      </section>
      <DrawPanel draw={draw} className="min-[900px]:col-span-2">
        {verdict ? (
          <DrawRun
            submissionId={id}
            source={source}
            stored={verdict}
            checks={checks}
            words={asStaff ? { run: replay('run'), again: replay('again'), text: replay('text') } : undefined}
          />
        ) : null}
      </DrawPanel>
    </div>
  )
}

'use client'
/** Three panes side by side with movable edges; on a narrow screen one at a time, with the buttons under the thumb. */
import { useTranslations } from 'next-intl'
import { useEffect, useState, type CSSProperties, type ReactNode } from 'react'
import { makeDraftStorage } from '../drafts/draft-storage.ts'
import { PaneEdge } from '../ui/pane-edge.tsx'
import { defaultSizes, parsePaneSizes, type PaneSizes } from '../ui/pane-sizes.ts'

const storageKey = 'gradient-gym:panes'
const storage = makeDraftStorage(() => localStorage)
const paneNames = ['task', 'code', 'result'] as const
export type PaneName = (typeof paneNames)[number]

export interface LayoutProps {
  /** The one that a narrow screen shows. */
  pane: PaneName
  onPane: (pane: PaneName) => void
  task: ReactNode
  toolbar: ReactNode
  code: ReactNode
  result: ReactNode
}

export function Layout({ pane, onPane, task, toolbar, code, result }: LayoutProps) {
  const t = useTranslations('workbench.panes')
  const [sizes, setSizes] = useState<PaneSizes>(defaultSizes)
  useEffect(() => setSizes(parsePaneSizes(storage.read(storageKey))), [])
  const resize = (next: PaneSizes) => {
    setSizes(next)
    storage.write(storageKey, JSON.stringify(next))
  }
  const hidden = (name: PaneName) => (name === pane ? '' : 'max-[899px]:hidden')
  const shares = { '--task': `${sizes.task * 100}%`, '--result': `${sizes.result * 100}%` }
  const place = (area: string): CSSProperties => ({ gridArea: area })
  return (
    <div
      style={shares as CSSProperties}
      className="grid h-[calc(100dvh-3rem-1px)] min-h-96 w-full min-w-0 grid-cols-[minmax(0,1fr)] grid-rows-[2.5rem_minmax(0,1fr)_3.25rem] [grid-template-areas:'tabs'_'pane'_'bar'] min-[900px]:grid-cols-[minmax(0,var(--task))_auto_minmax(0,1fr)_auto_minmax(0,var(--result))] min-[900px]:grid-rows-[2.5rem_minmax(0,1fr)] min-[900px]:[grid-template-areas:'task_edge1_bar_edge2_result'_'task_edge1_code_edge2_result']"
    >
      <nav
        aria-label={t('tabs')}
        style={place('tabs')}
        className="flex items-end gap-5 border-b border-hair px-4 min-[900px]:hidden"
      >
        {paneNames.map((name) => (
          <button
            key={name}
            type="button"
            aria-current={name === pane ? 'true' : undefined}
            className={`h-9 px-0.5 text-sm ${name === pane ? 'text-ink shadow-[inset_0_-2px_var(--accent)]' : 'text-soft'}`}
            onClick={() => onPane(name)}
          >
            {t(name)}
          </button>
        ))}
      </nav>
      <section
        id="pane-task"
        aria-label={t('task')}
        className={`[grid-area:pane] min-[900px]:[grid-area:task] overflow-y-auto ${hidden('task')}`}
        tabIndex={-1}
      >
        {task}
      </section>
      <PaneEdge pane="task" area="edge1" sizes={sizes} onResize={resize} label={t('resizeTask')} controls="pane-task" />
      <div style={place('bar')} className="min-w-0 border-hair max-[899px]:border-t min-[900px]:border-b">
        {toolbar}
      </div>
      <section
        aria-label={t('code')}
        className={`[grid-area:pane] min-[900px]:[grid-area:code] min-h-0 min-w-0 ${hidden('code')}`}
      >
        {code}
      </section>
      <PaneEdge
        pane="result"
        area="edge2"
        sizes={sizes}
        onResize={resize}
        label={t('resizeResult')}
        controls="pane-result"
      />
      <section
        id="pane-result"
        aria-label={t('result')}
        className={`[grid-area:pane] min-[900px]:[grid-area:result] min-h-0 min-w-0 ${hidden('result')}`}
      >
        {result}
      </section>
    </div>
  )
}

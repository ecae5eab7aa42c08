'use client'
/** What the server drew for a submission, or why that is not shown. */
import { useTranslations } from 'next-intl'
import { useMemo, type ReactNode } from 'react'
import { CopyButton } from '../ui/copy-button.tsx'
import { ScrollingPre } from '../prose/scrolling-pre.tsx'
import type { ShownDraw } from '../../course/submissions/submission.ts'

/** @param props.children stands below a draw that is shown */
export function DrawPanel(props: { draw: ShownDraw; className?: string; children: ReactNode }) {
  const { draw, className = '', children } = props
  const t = useTranslations('workbench.draw')
  return (
    <section className={`card ${className}`} aria-labelledby="draw" data-draw={draw.standing}>
      <h2 id="draw" className="m-0 px-4 pt-4 text-[1.0625rem]">
        {t('title')}
      </h2>
      {draw.standing === 'retired' ? (
        <>
          <p className="m-0 px-4 pt-1 text-sm text-soft">{t('lead')}</p>
          <Drawn seed={draw.seed} backend={draw.backend} draw={draw.draw} />
          {children}
        </>
      ) : (
        <p className="m-0 px-4 pt-1 pb-4 text-sm text-soft">{t(`withheld.${draw.standing}`)}</p>
      )}
    </section>
  )
}

function Drawn({ seed, backend, draw }: { seed: number; backend: string; draw: unknown }) {
  const t = useTranslations('workbench.draw')
  const common = useTranslations('common')
  const text = useMemo(() => readableJson(draw), [draw])
  const labels = { copy: common('copy'), copied: common('copied') }
  return (
    <div className="px-4 py-3">
      <dl className="m-0 flex flex-wrap gap-x-8 gap-y-1 text-sm">
        <div className="flex gap-2">
          <dt className="text-soft">{t('seed')}</dt>
          <dd className="m-0 font-mono tabular-nums">{seed}</dd>
        </div>
        <div className="flex gap-2">
          <dt className="text-soft">{t('backend')}</dt>
          <dd className="m-0 font-mono">{backend}</dd>
        </div>
      </dl>
      <details className="mt-2">
        <summary className="w-fit py-1 text-sm text-accent">{t('json')}</summary>
        <div className="relative mt-2">
          <ScrollingPre
            aria-label={t('jsonLabel')}
            role="region"
            className="m-0 max-h-96 overflow-auto rounded-md bg-code p-3 pt-12 font-mono text-xs leading-relaxed"
          >
            {text}
          </ScrollingPre>
          <div className="absolute top-2 right-2">
            <CopyButton text={text} labels={{ ...labels, of: t('copyOf') }} />
          </div>
        </div>
      </details>
    </div>
  )
}

/** Two spaces an indent, and lists of plain numbers on one line: a draw of forty sizes is read, not scrolled. */
function readableJson(value: unknown): string {
  return JSON.stringify(value, null, 2).replaceAll(/\[[^[\]{}"]*\]/g, (list) => list.replaceAll(/\s+/g, ' '))
}

'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useDeferredValue, useMemo, useState } from 'react'
import controls from './controls.module.css'
import figure from './figure.module.css'
import { FigureFrame } from './figure-frame.tsx'
import { Legend, LogPlot } from './log-plot.tsx'
import type { PlotLine } from './log-plot.tsx'
import { significant } from '../chart/number-format.ts'
import { branchShare, expectedGrowth, growth, makeTower } from './residual-model.ts'
import { Slider } from './slider.tsx'

const deepest = 50
const band: [number, number] = [1, Math.E]

/** ‖h‖² against the block, for four factors on the branch: 1, 1/√L, 1/L and the reader's own. */
export function ResidualFigure() {
  const t = useTranslations('figures')
  const locale = useLocale()
  const [depth, setDepth] = useState(50)
  const [alpha, setAlpha] = useState(0.5)
  const [zoom, setZoom] = useState(false)
  const runs = useRuns(useDeferredValue(depth), useDeferredValue(alpha))
  const shownDepth = runs.mine.length - 1
  const show = (value: number) => significant(locale, value)
  const rows = [
    { kind: 'base', name: 'α = 1', alpha: 1, values: runs.one },
    { kind: 'ref', name: 'α = 1/√L', alpha: 1 / Math.sqrt(shownDepth), values: runs.root },
    { kind: 'other', name: 'α = 1/L', alpha: 1 / shownDepth, values: runs.inverse },
    { kind: 'mine', name: t('residual.yours', { alpha: alpha.toFixed(2) }), alpha, values: runs.mine },
  ] as const
  const lines: PlotLine[] = rows.map((row) => ({ kind: row.kind, label: row.name, values: row.values }))
  const end = (values: readonly number[]) => values[shownDepth] ?? 0
  const words = {
    depth: shownDepth,
    alpha: alpha.toFixed(2),
    mine: show(end(runs.mine)),
    law: show(expectedGrowth(alpha, shownDepth)),
    one: show(end(runs.one)),
    root: show(end(runs.root)),
    share: show(branchShare(alpha, shownDepth)),
    side: shareSide(branchShare(alpha, shownDepth)),
  }
  return (
    <FigureFrame
      id="residual"
      title={t('residual.title')}
      sentence={t.rich('residual.sentence', { ...words, b: (chunks) => <b>{chunks}</b> })}
      spoken={t.markup('residual.sentence', { ...words, b: (chunks) => chunks })}
      note={t('residual.note')}
      lines={[2, 5]}
    >
      <Legend lines={lines} />
      <LogPlot
        label={t('residual.plot', words)}
        xFrom={0}
        xTo={shownDepth}
        xTicks={[0, ...[10, 20, 30, 40, 50].filter((tick) => tick <= shownDepth)]}
        xLabel={
          <>
            <span>{t('input')}</span>
            <span>{t('residual.block')}</span>
            <span>{t('loss')}</span>
          </>
        }
        yLabel={t('residual.axis')}
        yFrom={zoom ? -0.25 : -1}
        yTo={zoom ? 2 : 16}
        yStep={zoom ? 1 : 3}
        band={band}
        lines={lines}
        tall
      />
      <div className={controls.controls}>
        <Slider
          label={t('residual.alpha')}
          value={alpha}
          min={0}
          max={1.2}
          step={0.01}
          text={alpha.toFixed(2)}
          zone={[Math.sqrt(0.5 / depth), Math.min(1.2, Math.sqrt(2 / depth))]}
          onChange={setAlpha}
        />
        <Slider
          label={t('residual.depth')}
          value={depth}
          min={2}
          max={deepest}
          step={1}
          text={String(depth)}
          onChange={setDepth}
        />
      </div>
      <div className={controls.row}>
        <label>
          <input type="checkbox" checked={zoom} onChange={(event) => setZoom(event.currentTarget.checked)} />
          {t('residual.zoom')}
        </label>
      </div>
      <div className={figure.scroll}>
        <table className={figure.numbers}>
          <thead>
            <tr>
              <th scope="col">α</th>
              <th scope="col">{t('residual.expected')}</th>
              <th scope="col">{t('residual.measured')}</th>
              <th scope="col">{t('residual.share')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.kind} data-chosen={row.kind === 'mine' ? '' : undefined}>
                <th scope="row">{row.name}</th>
                <td>{show(expectedGrowth(row.alpha, shownDepth))}</td>
                <td>{show(end(row.values))}</td>
                <td>{show(branchShare(row.alpha, shownDepth))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </FigureFrame>
  )
}

/** α = 1 and the reader's α do not depend on the depth: they are run once to the end and cut. */
function useRuns(depth: number, alpha: number): Record<'one' | 'root' | 'inverse' | 'mine', number[]> {
  const tower = useMemo(() => makeTower({ depth: deepest, width: 64, batch: 4, seed: 24 }), [])
  const one = useMemo(() => growth(tower, 1, deepest), [tower])
  const mine = useMemo(() => growth(tower, alpha, deepest), [tower, alpha])
  const root = useMemo(() => growth(tower, 1 / Math.sqrt(depth), depth), [tower, depth])
  const inverse = useMemo(() => growth(tower, 1 / depth, depth), [tower, depth])
  return { one: one.slice(0, depth + 1), root, inverse, mine: mine.slice(0, depth + 1) }
}

function shareSide(share: number): 'little' | 'even' | 'much' {
  return share < 0.5 ? 'little' : share > 2 ? 'much' : 'even'
}

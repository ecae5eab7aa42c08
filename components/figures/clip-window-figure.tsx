'use client'

import { useTranslations } from 'next-intl'
import { useDeferredValue, useMemo, useState } from 'react'
import { FigureControls } from '../chart/controls.tsx'
import { NumbersTable } from '../chart/numbers-table.tsx'
import { Slider } from '../chart/slider.tsx'
import { arrivals, finalLoss, goal, learningRate, logGrid, lossAt, lowerEdge, path, root } from './clip-window-model.ts'
import { LossAgainstThreshold, PathOfW } from './clip-window-plots.tsx'
import styles from './clip-window.module.css'
import { LessonFigure, useSignificant } from './lesson-figure.tsx'

const lowest = 0.01
const highest = 1000
const points = 280

/** Final loss against the threshold c, and beside it the way of the run with the reader's c. */
export function ClipWindowFigure() {
  const t = useTranslations('figures')
  const [exponent, setExponent] = useState(0)
  const [start, setStart] = useState(1.3)
  const [steps, setSteps] = useState(200)
  const curve = useCurve(useDeferredValue(start), useDeferredValue(steps))
  const c = 10 ** exponent
  const way = useMemo(() => path(c, { start, steps }), [c, start, steps])
  const loss = lossAt(way.at(-1) ?? NaN)
  const show = useSignificant()
  const window = curve.ranges[0]
  const words = {
    c: show(c),
    steps,
    start: start.toFixed(2),
    loss: loss < 1e-12 ? t('clipWindow.below') : show(loss),
    fate: fateOf(loss, way),
    first: show(way[1] ?? NaN),
    way: show(start - root),
    reach: show(steps * learningRate * c),
    low: window ? show(window[0]) : '–',
    high: window ? show(window[1]) : '–',
    ranges: curve.ranges.length,
  }
  // Always three ranges, so that nothing moves when one appears.
  const ranges = [0, 1, 2].map((i) => {
    const [from, to] = curve.ranges[i] ?? [NaN, NaN]
    return {
      name: i === 0 ? t('clipWindow.window') : t('clipWindow.luck'),
      cells: [from, to].map((end) => (Number.isNaN(end) ? '–' : show(end))),
      chosen: c >= from && c <= to,
    }
  })
  return (
    <LessonFigure name="clipWindow" words={words} lines={[3, 6]}>
      <div className={styles.pair}>
        <LossAgainstThreshold
          label={t('clipWindow.lossPlot', words)}
          title={t('clipWindow.lossAxis')}
          xLabel={t('clipWindow.threshold')}
          band={t('clipWindow.arrives')}
          grid={curve.grid}
          losses={curve.losses}
          ranges={curve.ranges}
          goal={goal}
          chosen={{ c, loss }}
        />
        <PathOfW
          label={t('clipWindow.pathPlot', words)}
          title={t('clipWindow.pathAxis')}
          xLabel={t('clipWindow.step')}
          root={root}
          rootLabel={t('clipWindow.minimum')}
          way={way}
        />
      </div>
      <FigureControls>
        <Slider
          label={t('clipWindow.threshold')}
          value={exponent}
          range={[-2, 3]}
          step={0.025}
          text={show(c)}
          zone={window && [Math.log10(window[0]), Math.log10(window[1])]}
          onChange={setExponent}
        />
        <Slider label={t('clipWindow.steps')} value={steps} range={[50, 400]} step={10} onChange={setSteps} />
        <Slider label={t('clipWindow.start')} value={start} range={[1.1, 1.6]} step={0.01} onChange={setStart} />
      </FigureControls>
      <NumbersTable
        columns={[t('clipWindow.range'), t('clipWindow.from'), t('clipWindow.to')]}
        rows={[...ranges, { name: t('clipWindow.law'), cells: [show(lowerEdge({ start, steps })), '–'] }]}
      />
    </LessonFigure>
  )
}

function useCurve(start: number, steps: number) {
  return useMemo(() => {
    const grid = logGrid(lowest, highest, points)
    const losses = grid.map((c) => finalLoss(c, { start, steps }))
    return { grid, losses, ranges: arrivals(grid, losses, { start, steps }) }
  }, [start, steps])
}

function fateOf(loss: number, way: readonly number[]): 'arrives' | 'mirrored' | 'short' | 'plateau' | 'thrown' {
  const end = way.at(-1) ?? NaN
  if (loss <= goal) return end > 0 ? 'arrives' : 'mirrored'
  if (Math.abs(end) < root) return 'plateau'
  return (way[1] ?? NaN) > root ? 'short' : 'thrown'
}

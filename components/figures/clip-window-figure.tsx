'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useDeferredValue, useMemo, useState } from 'react'
import { arrivals, finalLoss, goal, learningRate, logGrid, lossAt, lowerEdge, path, root } from './clip-window-model.ts'
import { LossAgainstThreshold, PathOfW } from './clip-window-plots.tsx'
import styles from './clip-window.module.css'
import controls from './controls.module.css'
import figure from './figure.module.css'
import { FigureFrame } from './figure-frame.tsx'
import { significant } from '../chart/number-format.ts'
import { Slider } from './slider.tsx'

const lowest = 0.01
const highest = 1000
const points = 280

/** Final loss against the threshold c, and beside it the way of the run with the reader's c. */
export function ClipWindowFigure() {
  const t = useTranslations('figures')
  const locale = useLocale()
  const [exponent, setExponent] = useState(0)
  const [start, setStart] = useState(1.3)
  const [steps, setSteps] = useState(200)
  const curve = useCurve(useDeferredValue(start), useDeferredValue(steps))
  const c = 10 ** exponent
  const way = useMemo(() => path(c, { start, steps }), [c, start, steps])
  const loss = lossAt(way.at(-1) ?? NaN)
  const show = (value: number) => significant(locale, value)
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
  return (
    <FigureFrame
      id="clip-window"
      title={t('clipWindow.title')}
      sentence={t.rich('clipWindow.sentence', { ...words, b: (chunks) => <b>{chunks}</b> })}
      spoken={t.markup('clipWindow.sentence', { ...words, b: (chunks) => chunks })}
      note={t('clipWindow.note')}
      lines={[3, 6]}
    >
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
      <div className={controls.controls}>
        <Slider
          label={t('clipWindow.threshold')}
          value={exponent}
          min={-2}
          max={3}
          step={0.025}
          text={show(c)}
          {...(window ? { zone: [Math.log10(window[0]), Math.log10(window[1])] } : {})}
          onChange={setExponent}
        />
        <Slider
          label={t('clipWindow.steps')}
          value={steps}
          min={50}
          max={400}
          step={10}
          text={String(steps)}
          onChange={setSteps}
        />
        <Slider
          label={t('clipWindow.start')}
          value={start}
          min={1.1}
          max={1.6}
          step={0.01}
          text={start.toFixed(2)}
          onChange={setStart}
        />
      </div>
      <div className={figure.scroll}>
        <table className={figure.numbers}>
          <thead>
            <tr>
              <th scope="col">{t('clipWindow.range')}</th>
              <th scope="col">{t('clipWindow.from')}</th>
              <th scope="col">{t('clipWindow.to')}</th>
            </tr>
          </thead>
          <tbody>
            {/* Always three rows, so that nothing moves when a range appears. */}
            {[0, 1, 2].map((i) => {
              const range = curve.ranges[i]
              const [from, to] = range ?? [NaN, NaN]
              return (
                <tr key={i} data-chosen={c >= from && c <= to ? '' : undefined}>
                  <th scope="row">{i === 0 ? t('clipWindow.window') : t('clipWindow.luck')}</th>
                  <td>{range ? show(from) : '–'}</td>
                  <td>{range ? show(to) : '–'}</td>
                </tr>
              )
            })}
            <tr>
              <th scope="row">{t('clipWindow.law')}</th>
              <td>{show(lowerEdge({ start, steps }))}</td>
              <td>–</td>
            </tr>
          </tbody>
        </table>
      </div>
    </FigureFrame>
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

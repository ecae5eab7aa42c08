'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useMemo, useState } from 'react'
import controls from './controls.module.css'
import { FigureFrame } from './figure-frame.tsx'
import { Legend, LogPlot } from './log-plot.tsx'
import plot from './plot.module.css'
import type { PlotLine } from './log-plot.tsx'
import { roundCount, significant } from '../chart/number-format.ts'
import { Slider } from './slider.tsx'
import { imageOfSquare, powers, rate, stretches } from './volume-model.ts'
import type { Matrix, Pair } from './volume-model.ts'
import styles from './volume.module.css'

const mostPairs = 10
const pairs: readonly Pair[] = ['adding', 'turning']

/** The unit square after K pairs of shears, and its greatest and least stretch beside its area. */
export function VolumeFigure() {
  const t = useTranslations('figures')
  const locale = useLocale()
  const [count, setCount] = useState(2)
  const [coupling, setCoupling] = useState(1)
  const [pair, setPair] = useState<Pair>('adding')
  const matrices = useMemo(() => powers(pair, coupling, mostPairs), [pair, coupling])
  const values = matrices.map(stretches)
  const matrix = matrices[count] ?? { a: 1, b: 0, c: 0, d: 1 }
  const { most, least } = stretches(matrix)
  const show = (value: number) => significant(locale, value)
  // The lines end where the reader has come to.
  const shown = values.slice(0, count + 1)
  const lines: PlotLine[] = [
    { kind: 'mine', label: t('volume.most'), values: shown.map((one) => one.most) },
    { kind: 'ref', label: t('volume.least'), values: shown.map((one) => one.least) },
    { kind: 'base', label: t('volume.area'), values: values.map(() => 1) },
  ]
  const words = {
    count,
    most: show(most),
    least: show(least),
    rate: show(rate(pair, coupling)),
    fate: coupling === 0 ? 'still' : rate(pair, coupling) > 0 ? 'grows' : 'bounded',
    limit: show(Math.max(...values.map((one) => one.most))),
  }
  return (
    <FigureFrame
      id="volume"
      title={t('volume.title')}
      sentence={t.rich('volume.sentence', { ...words, b: (chunks) => <b>{chunks}</b> })}
      spoken={t.markup('volume.sentence', { ...words, b: (chunks) => chunks })}
      note={t('volume.note')}
      lines={[2, 5]}
      tableLabel={t('table')}
      table={
        <table>
          <thead>
            <tr>
              <th scope="col">{t('volume.pairs')}</th>
              <th scope="col">{t('volume.most')}</th>
              <th scope="col">{t('volume.least')}</th>
              <th scope="col">{t('volume.area')}</th>
            </tr>
          </thead>
          <tbody>
            {values.map((one, k) => (
              <tr key={k}>
                <th scope="row">{k}</th>
                <td>{show(one.most)}</td>
                <td>{show(one.least)}</td>
                <td>1</td>
              </tr>
            ))}
          </tbody>
        </table>
      }
    >
      <Legend lines={lines} />
      <div className={styles.volume}>
        <Frame
          matrix={matrix}
          label={t('volume.picture', words)}
          heading={(side) => t('volume.frame', { side: roundCount(locale, side) })}
        />
        <LogPlot
          label={t('volume.plot', words)}
          xFrom={0}
          xTo={mostPairs}
          xTicks={[0, 2, 4, 6, 8, 10]}
          xLabel={<span className={plot.middle}>{t('volume.pairs')}</span>}
          yLabel={t('volume.axis')}
          yFrom={-4.4}
          yTo={4.4}
          yStep={2}
          lines={lines}
          tall
        />
      </div>
      <div className={controls.controls}>
        <Slider
          label={t('volume.pairs')}
          value={count}
          min={0}
          max={mostPairs}
          step={1}
          text={String(count)}
          onChange={setCount}
        />
        <Slider
          label={t('volume.coupling')}
          value={coupling}
          min={0}
          max={1}
          step={0.01}
          text={coupling.toFixed(2)}
          onChange={setCoupling}
        />
      </div>
      <fieldset className={styles.choices}>
        <legend>{t('volume.second')}</legend>
        <div className={`${controls.row} ${styles.ways}`}>
          {pairs.map((name) => (
            <label key={name}>
              <input type="radio" name="volume-pair" checked={pair === name} onChange={() => setPair(name)} />
              {t(`volume.${name}`)}
            </label>
          ))}
        </div>
      </fieldset>
    </FigureFrame>
  )
}

/** The square before (dashed) and after (filled), in a frame whose side is said above it. */
function Frame(props: { matrix: Matrix; label: string; heading: (side: number) => string }) {
  const corners = imageOfSquare(props.matrix)
  const reach = Math.max(...corners.flat().map(Math.abs))
  // Steps of 1, 2 and 5 keep the frame still while the square changes little.
  const side = frameSide(2.3 * Math.max(0.8, reach))
  const at = (value: number) => Math.round((value / side) * 10000) / 100
  const outline = (points: ReadonlyArray<readonly [number, number]>) =>
    `M${points.map(([u, v]) => `${at(u)} ${-at(v)}`).join('L')}Z`
  return (
    <div className={styles.panel}>
      <div className={styles.heading}>{props.heading(side)}</div>
      <svg className={styles.frame} viewBox="-50 -50 100 100" role="img" aria-label={props.label}>
        <path className={styles.axis} d="M-50 0H50M0 -50V50" />
        <path className={styles.after} d={outline(corners)} />
        <path className={styles.before} d={outline(imageOfSquare({ a: 1, b: 0, c: 0, d: 1 }))} />
      </svg>
    </div>
  )
}

function frameSide(least: number): number {
  const decade = 10 ** Math.floor(Math.log10(least))
  return decade * ([1, 2, 5].find((factor) => factor * decade >= least) ?? 10)
}

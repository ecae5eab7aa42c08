'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useMemo, useState } from 'react'
import { Chart } from '../chart/chart.tsx'
import { Choices, FigureControls } from '../chart/controls.tsx'
import { Legend } from '../chart/legend.tsx'
import { Grid, Line, looks } from '../chart/marks.tsx'
import { roundCount } from '../chart/number-format.ts'
import { NumbersTable } from '../chart/numbers-table.tsx'
import { decadeScale, makeScale } from '../chart/scale.ts'
import { Slider } from '../chart/slider.tsx'
import { LessonFigure, useSignificant } from './lesson-figure.tsx'
import { LinePlot } from './line-plot.tsx'
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
  const show = useSignificant()
  // The lines end where the reader has come to.
  const shown = values.slice(0, count + 1)
  const lines = [
    { look: looks.mine, label: t('volume.most'), values: shown.map((one) => one.most) },
    { look: looks.ref, label: t('volume.least'), values: shown.map((one) => one.least) },
    { look: looks.base, label: t('volume.area'), values: values.map(() => 1) },
  ]
  const words = {
    count,
    most: show(most),
    least: show(least),
    rate: show(rate(pair, coupling)),
    fate: coupling === 0 ? 'still' : rate(pair, coupling) > 0 ? 'grows' : 'bounded',
    limit: show(Math.max(...values.map((one) => one.most))),
  }
  const table = (
    <NumbersTable
      columns={[t('volume.pairs'), t('volume.most'), t('volume.least'), t('volume.area')]}
      rows={values.map((one, k) => ({ name: k, cells: [show(one.most), show(one.least), 1] }))}
    />
  )
  return (
    <LessonFigure name="volume" words={words} lines={[2, 5]} table={table}>
      <Legend entries={lines} />
      <div className={styles.volume}>
        <Square
          matrix={matrix}
          label={t('volume.picture', words)}
          heading={(side) => t('volume.frame', { side: roundCount(locale, side) })}
        />
        <LinePlot
          label={t('volume.plot', words)}
          title={t('volume.axis')}
          x={makeScale('linear', [0, mostPairs], [0, 2, 4, 6, 8, 10])}
          y={decadeScale(-4.4, 4.4, 2)}
          xLabel={<span>{t('volume.pairs')}</span>}
          lines={lines}
          tall
        />
      </div>
      <FigureControls>
        <Slider label={t('volume.pairs')} value={count} range={[0, mostPairs]} step={1} onChange={setCount} />
        <Slider label={t('volume.coupling')} value={coupling} range={[0, 1]} step={0.01} onChange={setCoupling} />
      </FigureControls>
      <Choices
        label={t('volume.second')}
        options={pairs}
        text={(name) => t(`volume.${name}`)}
        value={pair}
        onChange={setPair}
      />
    </LessonFigure>
  )
}

/** The square before (dashed) and after (filled), in a frame whose side is said above it. */
function Square(props: { matrix: Matrix; label: string; heading: (side: number) => string }) {
  const corners = imageOfSquare(props.matrix)
  const reach = Math.max(...corners.flat().map(Math.abs))
  // Steps of 1, 2 and 5 keep the frame still while the square changes little.
  const side = frameSide(2.3 * Math.max(0.8, reach))
  const scale = makeScale('linear', [-side / 2, side / 2])
  return (
    <Chart
      className={styles.square}
      label={props.label}
      title={props.heading(side)}
      x={scale}
      y={scale}
      gutter="0px"
      aspect={1}
      framed
    >
      <Grid x={[0]} y={[0]} />
      <Line points={corners} closed className={styles.after} />
      <Line points={imageOfSquare({ a: 1, b: 0, c: 0, d: 1 })} closed className={styles.before} />
    </Chart>
  )
}

function frameSide(least: number): number {
  const decade = 10 ** Math.floor(Math.log10(least))
  return decade * ([1, 2, 5].find((factor) => factor * decade >= least) ?? 10)
}

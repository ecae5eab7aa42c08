'use client'

import { useTranslations } from 'next-intl'
import { useDeferredValue, useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import { Chart } from '../chart/chart.tsx'
import { Button, ControlRow, FigureControls } from '../chart/controls.tsx'
import { Grid, Line, Stretched } from '../chart/marks.tsx'
import { powerOfTen } from '../chart/number-format.ts'
import { NumbersTable } from '../chart/numbers-table.tsx'
import { At } from '../chart/over.tsx'
import { side } from '../chart/path.ts'
import { decadeScale, makeScale } from '../chart/scale.ts'
import type { Scale } from '../chart/scale.ts'
import { Slider } from '../chart/slider.tsx'
import styles from './attention.module.css'
import { attend, histogram, makeExamples, quantile, scoresOf } from './attention-model.ts'
import type { Outcome } from './attention-model.ts'
import { LessonFigure, plainTags, tags, useSignificant } from './lesson-figure.tsx'

const queries = 128
const keys = 16
const widest = 256
/** Decades of the axis, and bins to each. */
const [from, to] = [-6, 2]
const perDecade = 8
const kinds = ['root', 'one', 'inverse'] as const
type Kind = (typeof kinds)[number]
const scaleOf = { root: (width: number) => 1 / Math.sqrt(width), one: () => 1, inverse: (width: number) => 1 / width }

/** Gradients of 128 queries for three scales of the scores, one histogram below the other. */
export function AttentionFigure() {
  const t = useTranslations('figures')
  const [exponent, setExponent] = useState(8)
  const [seed, setSeed] = useState(1)
  const width = 2 ** useDeferredValue(exponent)
  const outcomes = useOutcomes(width, useDeferredValue(seed))
  const written = useSignificant(2)
  const show = (value: number) => (value < 1e-12 ? t('attention.below') : written(value))
  const rows = kinds.map((kind) => {
    const { norms, largest } = outcomes[kind]
    return { kind, norms, largest, median: quantile(norms, 0.5), high: quantile(norms, 0.95) }
  })
  const [root, one, inverse] = rows
  const words = {
    width,
    root: show(root?.median ?? NaN),
    one: show(one?.median ?? NaN),
    high: show(one?.high ?? NaN),
    inverse: show(inverse?.median ?? NaN),
    typical: (one?.median ?? NaN) < (root?.median ?? NaN) ? 'less' : 'more',
  }
  return (
    <LessonFigure name="attention" words={words} lines={[3, 7]}>
      {rows.map(({ kind, norms, median, high }, k) => (
        <Histogram
          key={kind}
          kind={kind}
          name={t.rich(`attention.${kind}`, tags)}
          label={t('attention.plot', {
            name: t.markup(`attention.${kind}`, plainTags),
            median: show(median),
            high: show(high),
          })}
          norms={norms}
          median={median}
          high={high}
          words={{ median: t('attention.median'), high: t('attention.mark') }}
          // One axis serves all three.
          {...(k === rows.length - 1 ? { x: marked, xLabel: <span>{t('attention.axis')}</span> } : { x: bare })}
        />
      ))}
      <FigureControls>
        <Slider
          label={t('attention.width')}
          value={exponent}
          range={[2, 8]}
          step={1}
          text={String(2 ** exponent)}
          onChange={setExponent}
        />
      </FigureControls>
      <ControlRow>
        <Button onClick={() => setSeed(seed + 1)}>{t('attention.redraw')}</Button>
      </ControlRow>
      <NumbersTable
        columns={[t('attention.scores'), t('attention.median'), t('attention.high'), t('attention.largest')]}
        rows={rows.map((row) => ({
          name: t.rich(`attention.${row.kind}`, tags),
          cells: [row.median, row.high, row.largest].map(show),
          chosen: row.kind === 'root',
        }))}
      />
    </LessonFigure>
  )
}

/** What is smaller than the axis stands at its edge. */
const marked = makeScale('log', [10 ** from, 10 ** to], [1e-6, 1e-4, 1e-2, 1, 100], (norm) => {
  const decade = Math.round(Math.log10(norm))
  return decade === from ? `≤ ${powerOfTen(decade)}` : powerOfTen(decade)
})
const bare = decadeScale(from, to)
/** Shares of the queries: a column reaches the top of its row at 0.4. */
const shares = makeScale('linear', [0, 0.4])

function Histogram(props: {
  kind: Kind
  name: ReactNode
  label: string
  norms: readonly number[]
  median: number
  high: number
  words: { median: string; high: string }
  x: Scale
  xLabel?: ReactNode
}) {
  const { x } = props
  const bins = histogram(props.norms, from, to, perDecade)
  const step = side / bins.length
  const marks = (['median', 'high'] as const).map((kind) => ({ kind, value: props[kind] }))
  return (
    <Chart
      className={styles.histogram}
      label={props.label}
      title={<span className={styles.name}>{props.name}</span>}
      x={x}
      y={shares}
      xLabel={props.xLabel}
      gutter="0px"
      height="clamp(64px, 13cqi, 84px)"
      over={marks.map(({ kind, value }) => (
        <At
          key={kind}
          className={styles.mark}
          data-mark={kind}
          data-side={x.share(value) > 0.88 ? 'left' : 'right'}
          point={[value, shares.high]}
          aria-hidden="true"
        >
          <span>{props.words[kind]}</span>
        </At>
      ))}
    >
      <Grid x={[1e-4, 1e-2, 1]} y={[]} />
      <g fill={props.kind === 'root' ? 'var(--mine)' : 'var(--base)'}>
        <Stretched>
          {bins.map((share, k) => {
            const height = Math.round(side * Math.min(1, shares.share(share)))
            return <rect key={k} x={k * step + 1} width={step - 2} y={side - height} height={height} />
          })}
        </Stretched>
      </g>
      <Line points={[x.low, x.high].map((norm) => [norm, 0])} stroke="var(--base)" strokeWidth={1} />
    </Chart>
  )
}

function useOutcomes(width: number, seed: number): Record<Kind, Outcome> {
  const examples = useMemo(() => makeExamples({ count: queries, keys, widest, seed }), [seed])
  return useMemo(() => {
    const scores = scoresOf(examples, width)
    const at = (kind: Kind) => attend(examples, width, scores, scaleOf[kind](width))
    return { root: at('root'), one: at('one'), inverse: at('inverse') }
  }, [examples, width])
}

'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { Chart } from '../chart/chart.tsx'
import { FigureControls } from '../chart/controls.tsx'
import { Line, Points, Stretched } from '../chart/marks.tsx'
import { roundCount } from '../chart/number-format.ts'
import { NumbersTable } from '../chart/numbers-table.tsx'
import { side } from '../chart/path.ts'
import { makeScale } from '../chart/scale.ts'
import { Slider } from '../chart/slider.tsx'
import { conditionNumber, descend, largestStep, makeValley, stepsTo } from './conditioning-model.ts'
import type { Point, Valley } from './conditioning-model.ts'
import styles from './conditioning.module.css'
import { LessonFigure, useSignificant } from './lesson-figure.tsx'

const start: Point = [-1, 0.75]
const stepsShown = 60
/** Distance to the minimum at which a descent counts as done. */
const part = 0.01

/** One loss over two features, as they are and standardised: contours and the path of gradient descent in both. */
export function ConditioningFigure() {
  const t = useTranslations('figures')
  const locale = useLocale()
  const [logRatio, setLogRatio] = useState(0.8)
  const [correlation, setCorrelation] = useState(0.4)
  const [share, setShare] = useState(0.9)
  const ratio = 10 ** logRatio
  const show = useSignificant()
  const describe = (name: 'raw' | 'standard', valley: Valley) => ({
    name,
    valley,
    kappa: show(conditionNumber(valley)),
    largest: show(largestStep(valley)),
    steps: countSteps(stepsTo(valley, { start, share, part })),
    path: descend(valley, { start, share, count: stepsShown }),
  })
  const countSteps = (steps: number) => (Number.isFinite(steps) ? roundCount(locale, steps) : t('conditioning.never'))
  const raw = describe('raw', makeValley(ratio, correlation))
  const standard = describe('standard', makeValley(1, correlation))
  const words = {
    rawKappa: raw.kappa,
    rawSteps: raw.steps,
    kappa: standard.kappa,
    steps: standard.steps,
    share: share.toFixed(2),
    fate: share < 0.995 ? 'arrives' : share < 1.005 ? 'stays' : 'diverges',
  }
  return (
    <LessonFigure name="conditioning" words={words} lines={[3, 6]}>
      <div className={styles.pair}>
        {[raw, standard].map(({ name, valley, path, kappa, steps }) => (
          <Plane
            key={name}
            valley={valley}
            path={path}
            heading={t(`conditioning.${name}`)}
            label={t('conditioning.plane', { name: t(`conditioning.${name}`), kappa, steps })}
          />
        ))}
      </div>
      <FigureControls>
        <Slider
          label={t('conditioning.ratio')}
          value={logRatio}
          range={[0, 2]}
          step={0.02}
          text={show(Number(ratio.toPrecision(3)))}
          onChange={setLogRatio}
        />
        <Slider
          label={t('conditioning.correlation')}
          value={correlation}
          range={[-0.95, 0.95]}
          step={0.05}
          onChange={setCorrelation}
        />
        <Slider label={t('conditioning.share')} value={share} range={[0.05, 1.1]} step={0.01} onChange={setShare} />
      </FigureControls>
      <NumbersTable
        columns={[
          t('conditioning.features'),
          t('conditioning.kappa'),
          t('conditioning.largest'),
          t('conditioning.steps'),
        ]}
        rows={[raw, standard].map((one) => ({
          name: t(`conditioning.${one.name}`),
          cells: [one.kappa, one.largest, one.steps],
          chosen: one.name === 'standard',
        }))}
      />
    </LessonFigure>
  )
}

const reach = 1.3
const scale = makeScale('linear', [-reach, reach])
/** Contours at equal differences of the loss: close together where it is steep. */
const levels = Array.from({ length: 16 }, (_, k) => 0.45 * Math.sqrt(k + 1))

function Plane(props: { valley: Valley; path: readonly Point[]; heading: string; label: string }) {
  const { valley, path } = props
  // A path that diverges is drawn a little beyond the edge.
  const outside = path.findIndex(([u, v]) => Math.max(Math.abs(u), Math.abs(v)) > 3 * reach)
  const shown = outside < 0 ? path : path.slice(0, outside + 1)
  return (
    <Chart label={props.label} title={props.heading} x={scale} y={scale} gutter="0px" aspect={1} framed>
      <Contours valley={valley} />
      <Line
        points={[
          [-0.06, 0],
          [0.06, 0],
        ]}
        className={styles.minimum}
      />
      <Line
        points={[
          [0, -0.06],
          [0, 0.06],
        ]}
        className={styles.minimum}
      />
      <Line points={shown} className={styles.path} />
      <Points points={shown.slice(0, 1)} r="2.1%" className={styles.start} />
      <Points points={shown.slice(1)} r="1.15%" fill="var(--mine)" />
    </Chart>
  )
}

function Contours({ valley }: { valley: Valley }) {
  const stretch = Math.sqrt(conditionNumber(valley))
  const degrees = rounded((valley.angle * 180) / Math.PI)
  return (
    <Stretched>
      {levels.map((level) => (
        <ellipse
          key={level}
          className={styles.contour}
          transform={`translate(${side / 2} ${side / 2}) rotate(${-degrees})`}
          rx={length(level)}
          ry={length(Math.min(level * stretch, 60))}
        />
      ))}
    </Stretched>
  )
}

/** So that the server and every browser write the same characters. */
const rounded = (value: number) => Math.round(value * 1000) / 1000
const length = (value: number) => rounded((value * side) / (2 * reach))

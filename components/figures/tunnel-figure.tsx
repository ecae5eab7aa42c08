'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Chart } from '../chart/chart.tsx'
import { ControlRow, FigureControls, Toggle } from '../chart/controls.tsx'
import { looks, Stretched } from '../chart/marks.tsx'
import { superscript } from '../chart/number-format.ts'
import { NumbersTable } from '../chart/numbers-table.tsx'
import { bandPath, percent } from '../chart/path.ts'
import { decadeScale, makeScale } from '../chart/scale.ts'
import type { Scale } from '../chart/scale.ts'
import { Slider } from '../chart/slider.tsx'
import { LessonFigure, useSignificant } from './lesson-figure.tsx'
import { LinePlot } from './line-plot.tsx'
import { LayerAxis } from './profile-parts.tsx'
import { fateOf, gradientsAlong, lastHeld, safeFactors } from './tunnel-model.ts'
import type { Fate } from './tunnel-model.ts'
import styles from './tunnel.module.css'

const band: [number, number] = [1 / 3, 3]
const deepest = 160

/** A gradient on its way through a row of equal amplifiers: as a beam that is as wide as it is long, and on a log axis. */
export function TunnelFigure() {
  const t = useTranslations('figures')
  const show = useSignificant()
  const [alpha, setAlpha] = useState(0.9)
  const [depth, setDepth] = useState(30)
  const [whole, setWhole] = useState(false)
  const values = gradientsAlong(alpha, depth)
  const fate = fateOf(alpha, depth)
  const end = lastHeld(values)
  const [low, high] = safeFactors(depth)
  const [arrived = 1, first = 1] = values
  const exact = alpha ** depth
  const words = {
    alpha: alpha.toFixed(2),
    depth,
    exact: show(exact),
    arrived: show(arrived),
    fate,
    size: show(fate === 'fades' ? 1 / exact : exact),
    count: depth + 1 - (end?.x ?? depth),
    low: low.toFixed(3),
    high: high.toFixed(3),
  }
  const x = makeScale('linear', [0, depth], ticksOf(depth))
  const power = (exponent: number) => `${alpha.toFixed(2)}${superscript(exponent)}`
  return (
    <LessonFigure name="tunnel" words={words} lines={[3, 6]}>
      <Tunnel x={x} values={values} fate={fate} label={t('tunnel.beam', words)} title={t('tunnel.linear')} />
      <LinePlot
        label={t('tunnel.plot', words)}
        title={t('tunnel.log')}
        x={x}
        y={whole ? decadeScale(-48, 42, 15) : decadeScale(-8, 8, 4)}
        xLabel={<LayerAxis of={t('tunnel.amplifier')} />}
        band={band}
        lines={[{ look: looks.mine, label: t('tunnel.log'), values }]}
        ring={whole && end ? { ...end, label: t('tunnel.ends') } : undefined}
      />
      <FigureControls>
        <Slider
          label={t('tunnel.alpha')}
          value={alpha}
          range={[0.25, 2]}
          step={0.01}
          zone={[Math.max(0.25, low), Math.min(2, high)]}
          marks={[0.25, 0.5, 1, 1.5, 2].map((value) => ({ value, label: String(value) }))}
          onChange={setAlpha}
        />
        <Slider label={t('tunnel.depth')} value={depth} range={[1, deepest]} step={1} onChange={setDepth} />
      </FigureControls>
      <ControlRow>
        <Toggle label={t('tunnel.whole')} checked={whole} onChange={setWhole} />
      </ControlRow>
      <NumbersTable
        columns={[t('tunnel.where'), t('tunnel.factors'), t('tunnel.exact'), 'float32']}
        rows={[
          { name: t('tunnel.atInput'), cells: [power(depth), show(exact), show(arrived)] },
          { name: t('tunnel.atFirst'), cells: [power(depth - 1), show(alpha ** (depth - 1)), show(first)] },
        ]}
      />
    </LessonFigure>
  )
}

/** The beam comes from the loss, on the right, and may be three times as wide as it began before it meets the walls. */
function Tunnel(props: { x: Scale; values: readonly number[]; fate: Fate; label: string; title: string }) {
  const { x, values } = props
  const y = makeScale('linear', [-3, 3])
  const corners = values.map((value, k) => ({ x: k, low: -value, high: value }))
  const size = Math.min(1, 45 / values.length)
  return (
    <Chart
      className={styles.tunnel}
      label={props.label}
      title={props.title}
      x={{ ...x, ticks: [] }}
      y={y}
      height="84px"
      framed
    >
      <Stretched>
        <path className={styles.beam} data-fate={props.fate} d={bandPath(corners, { x, y })} />
      </Stretched>
      {values.slice(1).map((_, k) => (
        <svg key={k} x={percent(x.share(k + 0.5))} y="50%" overflow="visible">
          <path className={styles.amplifier} d="M4 -5.5L-5 0L4 5.5z" transform={`scale(${size.toFixed(2)})`} />
        </svg>
      ))}
    </Chart>
  )
}

function ticksOf(depth: number): number[] {
  const step = [1, 2, 5, 10, 20, 40].find((one) => depth / one <= 6) ?? 40
  return Array.from({ length: Math.floor(depth / step) + 1 }, (_, k) => k * step)
}

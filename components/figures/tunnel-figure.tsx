'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useMemo, useState } from 'react'
import { FigureControls } from '../chart/controls.tsx'
import { looks } from '../chart/marks.tsx'
import { NumbersTable } from '../chart/numbers-table.tsx'
import { decadeScale, makeScale } from '../chart/scale.ts'
import { Slider } from '../chart/slider.tsx'
import { LessonFigure, useSignificant } from './lesson-figure.tsx'
import { LinePlot } from './line-plot.tsx'
import { brightness, gentleGains, tunnelLengths } from './tunnel-model.ts'
import styles from './tunnel.module.css'

/** A gradient travels from the loss to the input through equal amplifiers; the reader sets their gain and number. */
export function TunnelFigure() {
  const t = useTranslations('figures')
  const locale = useLocale()
  const show = useSignificant()
  const [gain, setGain] = useState(0.9)
  const [depth, setDepth] = useState(30)
  const lengths = useMemo(() => tunnelLengths(gain, depth), [gain, depth])
  const [left = NaN] = lengths
  const [low, high] = gentleGains(depth)
  const decimals = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 })
  const narrow = new Intl.NumberFormat(locale, { minimumFractionDigits: 3, maximumFractionDigits: 3 })
  const fate =
    left === 0 ? 'gone' : left === Infinity ? 'overflow' : left < 0.1 ? 'fades' : left > 10 ? 'grows' : 'stays'
  const words = {
    gain: decimals.format(gain),
    depth,
    left: Number.isFinite(left) ? show(left) : '∞',
    fate,
    low: narrow.format(low),
    high: narrow.format(high),
  }
  // What float32 holds no more has no place on the axis.
  const drawn = lengths.map((one) => (one > 0 && Number.isFinite(one) ? one : NaN))
  return (
    <LessonFigure name="tunnel" words={words} lines={[2, 5]}>
      <svg className={styles.lamps} viewBox={`0 0 ${depth} 1`} preserveAspectRatio="none" aria-hidden="true">
        {lengths.slice(1).map((length, l) => (
          <rect
            key={l}
            x={l + 0.1}
            width={0.8}
            height={1}
            fill={length > 10 ? 'var(--bad)' : 'var(--accent)'}
            opacity={brightness(length)}
          />
        ))}
      </svg>
      <LinePlot
        label={t('tunnel.plot', words)}
        title={t('tunnel.axis')}
        x={makeScale('linear', [0, depth], ticks(depth))}
        y={decadeScale(-12, 12, 4)}
        xLabel={
          <>
            <span>{t('input')}</span>
            <span>{t('tunnel.amplifier')}</span>
            <span>{t('loss')}</span>
          </>
        }
        band={[0.1, 10]}
        lines={[{ look: looks.mine, label: t('tunnel.line'), values: drawn }]}
      />
      <FigureControls>
        <Slider
          label={t('tunnel.gain')}
          value={gain}
          range={[0.3, 2]}
          step={0.01}
          zone={[low, high]}
          onChange={setGain}
        />
        <Slider label={t('tunnel.depth')} value={depth} range={[1, 100]} step={1} onChange={setDepth} />
      </FigureControls>
      <NumbersTable
        columns={[t('tunnel.number'), t('tunnel.atInput')]}
        rows={[10, 30, 100].map((count) => ({
          name: count,
          cells: [describe(tunnelLengths(gain, count)[0] ?? NaN, show)],
          chosen: count === depth,
        }))}
      />
    </LessonFigure>
  )
}

const describe = (length: number, show: (value: number) => string): string => (length === Infinity ? '∞' : show(length))

function ticks(depth: number): number[] {
  const step = depth <= 10 ? 2 : depth <= 50 ? 10 : 20
  return [0, ...Array.from({ length: Math.floor(depth / step) }, (_, i) => step * (i + 1))]
}

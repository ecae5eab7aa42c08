'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useDeferredValue, useMemo, useState } from 'react'
import { FigureControls } from '../chart/controls.tsx'
import { Legend } from '../chart/legend.tsx'
import { looks } from '../chart/marks.tsx'
import { powerOfTen, significant } from '../chart/number-format.ts'
import { NumbersTable } from '../chart/numbers-table.tsx'
import { decadeScale, makeScale } from '../chart/scale.ts'
import { Slider } from '../chart/slider.tsx'
import { ceiling, direction, gainsAt } from './layer-norm-model.ts'
import type { LayerNorm } from './layer-norm-model.ts'
import { LessonFigure, useSignificant } from './lesson-figure.tsx'
import { LinePlot } from './line-plot.tsx'

/** Decades of the input's spread, four points to each. */
const [from, to] = [-5, 2]
const perDecade = 4
const spreads = Array.from({ length: (to - from) * perDecade + 1 }, (_, k) => 10 ** (from + k / perDecade))
const tabled = [-4, -2, 0, 2]
const marked = [-5, -4, -3, -2, -1, 0, 1, 2].map((decade) => (decade - from) * perDecade)
/** Points are counted along x, and named by the spread that they stand for. */
const x = makeScale('linear', [0, spreads.length - 1], marked, (point) => powerOfTen(from + point / perDecade))

/** How much layer norm stretches a gradient, against the spread of its input. */
export function LayerNormFigure() {
  const t = useTranslations('figures')
  const locale = useLocale()
  const [exponent, setExponent] = useState(-5)
  const [width, setWidth] = useState(8)
  const [gamma, setGamma] = useState(1)
  const layer = useDeferredValue(
    useMemo(() => ({ width, exponent, eps: 10 ** exponent, gamma }), [width, exponent, gamma]),
  )
  const gains = useGains(layer)
  const show = useSignificant()
  const power = (decades: number) =>
    Number.isInteger(decades) ? powerOfTen(decades) : significant(locale, 10 ** decades, 2)
  const root = Math.sqrt(layer.eps)
  const at = (spread: number) => gainsAt(direction(layer.width), spread, layer)
  const lines = [
    { look: looks.mine, label: t('layerNorm.largest'), values: gains.map((one) => one.largest) },
    { look: looks.other, label: t('layerNorm.own'), values: gains.map((one) => one.own) },
    { look: looks.ref, label: t('layerNorm.ceiling'), values: spreads.map(() => ceiling(layer)) },
    { look: looks.base, label: t('layerNorm.without'), values: spreads.map((spread) => layer.gamma / spread) },
  ]
  const words = {
    eps: power(layer.exponent),
    width: layer.width,
    root: show(root),
    ceiling: show(ceiling(layer)),
    atRoot: show(at(root).largest),
    atOne: show(at(1).largest),
    kind: layer.width === 2 ? 'pair' : 'wide',
  }
  return (
    <LessonFigure name="layerNorm" words={words} lines={[3, 6]}>
      <Legend entries={lines} />
      <LinePlot
        label={t('layerNorm.plot', words)}
        title={t('layerNorm.axis')}
        x={x}
        y={decadeScale(-4.6, 5.5, 2)}
        xLabel={<span>{t('layerNorm.spread')}</span>}
        // What stands first in the legend is drawn last, over the others.
        lines={lines.toReversed()}
        tall
      />
      <FigureControls>
        <Slider
          label={t('layerNorm.eps')}
          value={exponent}
          range={[-8, -1]}
          step={0.5}
          text={power(exponent)}
          marks={[
            { value: -5, label: 'PyTorch' },
            { value: -3, label: 'tfjs' },
          ]}
          onChange={setExponent}
        />
        <Slider label={t('layerNorm.width')} value={width} range={[2, 12]} step={1} onChange={setWidth} />
        <Slider label={t('layerNorm.gamma')} value={gamma} range={[0.1, 4]} step={0.1} onChange={setGamma} />
      </FigureControls>
      <NumbersTable
        columns={[t('layerNorm.spread'), t('layerNorm.largest'), t('layerNorm.own'), t('layerNorm.without')]}
        rows={tabled.map((decade) => {
          const { largest, own } = at(10 ** decade)
          return { name: powerOfTen(decade), cells: [largest, own, layer.gamma * 10 ** -decade].map(show) }
        })}
      />
    </LessonFigure>
  )
}

function useGains(layer: LayerNorm) {
  return useMemo(() => {
    const z = direction(layer.width)
    return spreads.map((spread) => gainsAt(z, spread, layer))
  }, [layer])
}

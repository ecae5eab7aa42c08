'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useDeferredValue, useMemo, useState } from 'react'
import controls from './controls.module.css'
import figure from './figure.module.css'
import { FigureFrame } from './figure-frame.tsx'
import { ceiling, direction, gainsAt } from './layer-norm-model.ts'
import type { LayerNorm } from './layer-norm-model.ts'
import { Legend, LogPlot } from './log-plot.tsx'
import type { PlotLine } from './log-plot.tsx'
import { powerOfTen, significant } from '../chart/number-format.ts'
import plot from './plot.module.css'
import { Slider } from './slider.tsx'

/** Decades of the input's spread, four points to each. */
const [from, to] = [-5, 2]
const perDecade = 4
const spreads = Array.from({ length: (to - from) * perDecade + 1 }, (_, k) => 10 ** (from + k / perDecade))
const tabled = [-4, -2, 0, 2]

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
  const show = (value: number) => significant(locale, value)
  const power = (decades: number) =>
    Number.isInteger(decades) ? powerOfTen(decades) : significant(locale, 10 ** decades, 2)
  const root = Math.sqrt(layer.eps)
  const at = (spread: number) => gainsAt(direction(layer.width), spread, layer)
  const lines: PlotLine[] = [
    { kind: 'mine', label: t('layerNorm.largest'), values: gains.map((one) => one.largest) },
    { kind: 'other', label: t('layerNorm.own'), values: gains.map((one) => one.own) },
    { kind: 'ref', label: t('layerNorm.ceiling'), values: spreads.map(() => ceiling(layer)) },
    { kind: 'base', label: t('layerNorm.without'), values: spreads.map((spread) => layer.gamma / spread) },
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
    <FigureFrame
      id="layer-norm"
      title={t('layerNorm.title')}
      sentence={t.rich('layerNorm.sentence', { ...words, b: (chunks) => <b>{chunks}</b> })}
      spoken={t.markup('layerNorm.sentence', { ...words, b: (chunks) => chunks })}
      note={t('layerNorm.note')}
      lines={[3, 6]}
    >
      <Legend lines={lines} />
      <LogPlot
        label={t('layerNorm.plot', words)}
        xFrom={0}
        xTo={spreads.length - 1}
        xTicks={[-5, -4, -3, -2, -1, 0, 1, 2].map((decade) => (decade - from) * perDecade)}
        xText={(x) => powerOfTen(from + x / perDecade)}
        xLabel={<span className={plot.middle}>{t('layerNorm.spread')}</span>}
        yLabel={t('layerNorm.axis')}
        yFrom={-4.6}
        yTo={5.5}
        yStep={2}
        // What stands first in the legend is drawn last, over the others.
        lines={lines.toReversed()}
        tall
      />
      <div className={controls.controls}>
        <Slider
          label={t('layerNorm.eps')}
          value={exponent}
          min={-8}
          max={-1}
          step={0.5}
          text={power(exponent)}
          marks={[
            { value: -5, label: 'PyTorch' },
            { value: -3, label: 'tfjs' },
          ]}
          onChange={setExponent}
        />
        <Slider
          label={t('layerNorm.width')}
          value={width}
          min={2}
          max={12}
          step={1}
          text={String(width)}
          onChange={setWidth}
        />
        <Slider
          label={t('layerNorm.gamma')}
          value={gamma}
          min={0.1}
          max={4}
          step={0.1}
          text={gamma.toFixed(1)}
          onChange={setGamma}
        />
      </div>
      <div className={figure.scroll}>
        <table className={figure.numbers}>
          <thead>
            <tr>
              <th scope="col">{t('layerNorm.spread')}</th>
              <th scope="col">{t('layerNorm.largest')}</th>
              <th scope="col">{t('layerNorm.own')}</th>
              <th scope="col">{t('layerNorm.without')}</th>
            </tr>
          </thead>
          <tbody>
            {tabled.map((decade) => {
              const { largest, own } = at(10 ** decade)
              return (
                <tr key={decade}>
                  <th scope="row">{powerOfTen(decade)}</th>
                  <td>{show(largest)}</td>
                  <td>{show(own)}</td>
                  <td>{show(layer.gamma * 10 ** -decade)}</td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
    </FigureFrame>
  )
}

function useGains(layer: LayerNorm) {
  return useMemo(() => {
    const z = direction(layer.width)
    return spreads.map((spread) => gainsAt(z, spread, layer))
  }, [layer])
}

'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useDeferredValue, useMemo, useState } from 'react'
import controls from './controls.module.css'
import figure from './figure.module.css'
import { FigureFrame } from './figure-frame.tsx'
import { Legend, LogPlot } from './log-plot.tsx'
import type { PlotLine } from './log-plot.tsx'
import { significant } from '../chart/number-format.ts'
import { conditionNumber, makeGaussianProducts, spectrumOf } from './product-spectrum-model.ts'
import { Slider } from './slider.tsx'

const n = 16
const most = 30

/** All singular values of a product of L matrices: normal draws against orthogonal ones. */
export function ProductSpectrumFigure() {
  const t = useTranslations('figures')
  const locale = useLocale()
  const [factors, setFactors] = useState(10)
  const [gain, setGain] = useState(1)
  const normal = useSpectrum(useDeferredValue(factors), useDeferredValue(gain))
  const orthogonal = Array<number>(n).fill(gain ** factors)
  const lines: PlotLine[] = [
    { kind: 'ref', label: t('productSpectrum.orthogonal'), values: orthogonal },
    { kind: 'mine', label: t('productSpectrum.normal'), values: normal },
  ]
  const show = (value: number) => significant(locale, value)
  const faded = normal.filter((value) => value < 0.01 * gain ** factors).length
  const words = {
    factors,
    n,
    faded,
    largest: show(normal[0] ?? 0),
    each: show(gain ** factors),
    condition: show(conditionNumber(normal)),
    resolved: normal.at(-1) === 0 ? 'no' : 'yes',
  }
  const rows = [
    { name: t('productSpectrum.orthogonal'), values: orthogonal },
    { name: t('productSpectrum.normal'), values: normal },
  ]
  return (
    <FigureFrame
      id="product-spectrum"
      title={t('productSpectrum.title')}
      sentence={t.rich('productSpectrum.sentence', { ...words, b: (chunks) => <b>{chunks}</b> })}
      spoken={t.markup('productSpectrum.sentence', { ...words, b: (chunks) => chunks })}
      note={t.rich('productSpectrum.note', { sub: (chunks) => <sub>{chunks}</sub> })}
      lines={[2, 5]}
    >
      <Legend lines={lines} />
      <LogPlot
        label={t('productSpectrum.plot', words)}
        xFrom={1}
        xTo={n}
        xTicks={[1, 4, 8, 12, 16]}
        xLabel={
          <>
            <span>{t('productSpectrum.strongest')}</span>
            <span>{t('productSpectrum.direction')}</span>
            <span>{t('productSpectrum.weakest')}</span>
          </>
        }
        yLabel={t('productSpectrum.axis')}
        yFrom={-12}
        yTo={2}
        yStep={2}
        lines={lines}
      />
      <div className={controls.controls}>
        <Slider
          label={t('productSpectrum.factors')}
          value={factors}
          min={1}
          max={most}
          step={1}
          text={String(factors)}
          onChange={setFactors}
        />
        <Slider
          label={t('productSpectrum.gain')}
          value={gain}
          min={0.9}
          max={1.1}
          step={0.01}
          text={gain.toFixed(2)}
          onChange={setGain}
        />
      </div>
      <div className={figure.scroll}>
        <table className={figure.numbers}>
          <thead>
            <tr>
              <th scope="col">{t('productSpectrum.weights')}</th>
              <th scope="col">{t('productSpectrum.largest')}</th>
              <th scope="col">{t('productSpectrum.median')}</th>
              <th scope="col">{t('productSpectrum.smallest')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ name, values }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{show(values[0] ?? 0)}</td>
                <td>{show(values[n / 2] ?? 0)}</td>
                <td>{values.at(-1) === 0 ? t('productSpectrum.unresolved') : show(values.at(-1) ?? 0)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </FigureFrame>
  )
}

function useSpectrum(factors: number, gain: number): number[] {
  const products = useMemo(() => makeGaussianProducts({ n, factors: most, seed: 11 }), [])
  return useMemo(() => spectrumOf(products[factors - 1] ?? [], gain, factors), [products, factors, gain])
}

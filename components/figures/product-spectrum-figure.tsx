'use client'

import { useTranslations } from 'next-intl'
import { useDeferredValue, useMemo, useState } from 'react'
import { FigureControls } from '../chart/controls.tsx'
import { Legend } from '../chart/legend.tsx'
import { looks } from '../chart/marks.tsx'
import { NumbersTable } from '../chart/numbers-table.tsx'
import { decadeScale, makeScale } from '../chart/scale.ts'
import { Slider } from '../chart/slider.tsx'
import { LessonFigure, useSignificant } from './lesson-figure.tsx'
import { LinePlot } from './line-plot.tsx'
import { conditionNumber, makeGaussianProducts, spectrumOf } from './product-spectrum-model.ts'

const n = 16
const most = 30

/** All singular values of a product of L matrices: normal draws against orthogonal ones. */
export function ProductSpectrumFigure() {
  const t = useTranslations('figures')
  const [factors, setFactors] = useState(10)
  const [gain, setGain] = useState(1)
  const normal = useSpectrum(useDeferredValue(factors), useDeferredValue(gain))
  const orthogonal = Array<number>(n).fill(gain ** factors)
  const lines = [
    { look: looks.ref, label: t('productSpectrum.orthogonal'), values: orthogonal },
    { look: looks.mine, label: t('productSpectrum.normal'), values: normal },
  ]
  const show = useSignificant()
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
  return (
    <LessonFigure name="productSpectrum" words={words} lines={[2, 5]}>
      <Legend entries={lines} />
      <LinePlot
        label={t('productSpectrum.plot', words)}
        title={t('productSpectrum.axis')}
        x={makeScale('linear', [1, n], [1, 4, 8, 12, 16])}
        y={decadeScale(-12, 2, 2)}
        xLabel={
          <>
            <span>{t('productSpectrum.strongest')}</span>
            <span>{t('productSpectrum.direction')}</span>
            <span>{t('productSpectrum.weakest')}</span>
          </>
        }
        lines={lines}
      />
      <FigureControls>
        <Slider label={t('productSpectrum.factors')} value={factors} range={[1, most]} step={1} onChange={setFactors} />
        <Slider label={t('productSpectrum.gain')} value={gain} range={[0.9, 1.1]} step={0.01} onChange={setGain} />
      </FigureControls>
      <NumbersTable
        columns={[
          t('productSpectrum.weights'),
          t('productSpectrum.largest'),
          t('productSpectrum.median'),
          t('productSpectrum.smallest'),
        ]}
        rows={lines.map(({ label, values }) => ({
          name: label,
          cells: [
            show(values[0] ?? 0),
            show(values[n / 2] ?? 0),
            values.at(-1) === 0 ? t('productSpectrum.unresolved') : show(values.at(-1) ?? 0),
          ],
        }))}
      />
    </LessonFigure>
  )
}

function useSpectrum(factors: number, gain: number): number[] {
  const products = useMemo(() => makeGaussianProducts({ n, factors: most, seed: 11 }), [])
  return useMemo(() => spectrumOf(products[factors - 1] ?? [], gain, factors), [products, factors, gain])
}

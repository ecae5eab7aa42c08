'use client'

import { useTranslations } from 'next-intl'
import { useMemo, useState } from 'react'
import { Button, Choices, ControlRow, FigureControls } from '../chart/controls.tsx'
import { Legend } from '../chart/legend.tsx'
import { looks } from '../chart/marks.tsx'
import { NumbersTable } from '../chart/numbers-table.tsx'
import { decadeScale, makeScale } from '../chart/scale.ts'
import { Slider } from '../chart/slider.tsx'
import { boundDepth, gaussianBounds, orthogonalBounds, withGain } from './bound-model.ts'
import { LessonFigure, useSignificant } from './lesson-figure.tsx'
import { LinePlot } from './line-plot.tsx'
import { LayerAxis } from './profile-parts.tsx'

const kinds = ['gaussian', 'orthogonal'] as const
type Kind = (typeof kinds)[number]

/** The bound on δ by spectral norms beside δ itself, over fifty layers. */
export function BoundFigure() {
  const t = useTranslations('figures')
  const show = useSignificant(2)
  const [gain, setGain] = useState(1)
  const [kind, setKind] = useState<Kind>('gaussian')
  const [seed, setSeed] = useState(1)
  const drawn = useMemo(() => (kind === 'gaussian' ? gaussianBounds(seed) : orthogonalBounds()), [kind, seed])
  const rows = [
    { look: looks.base, label: t('bound.bound'), values: withGain(drawn.bound, gain) },
    { look: looks.mine, label: t('bound.actual'), values: withGain(drawn.actual, gain) },
  ]
  const [bound = NaN, actual = NaN] = rows.map(({ values }) => values[0] ?? NaN)
  const words = { kind, bound: show(bound), actual: show(actual), ratio: show(bound / actual) }
  return (
    <LessonFigure name="bound" words={words} lines={[2, 5]}>
      <Legend entries={rows} />
      <LinePlot
        label={t('bound.plot', words)}
        title={t('ratioAxis')}
        x={makeScale('linear', [1, boundDepth], [1, 10, 20, 30, 40, 50])}
        y={decadeScale(-15, 30, 15)}
        xLabel={<LayerAxis />}
        band={[0.1, 10]}
        lines={rows}
      />
      <FigureControls>
        <Slider label={t('bound.gain')} value={gain} range={[0.5, 2]} step={0.01} onChange={setGain} />
        <Choices
          label={t('bound.kind')}
          options={kinds}
          text={(one) => t(`bound.${one}`)}
          value={kind}
          onChange={setKind}
        />
      </FigureControls>
      <ControlRow>
        <Button onClick={() => setSeed((one) => one + 1)}>{t('redraw')}</Button>
      </ControlRow>
      <NumbersTable
        columns={[t('layer'), t('bound.bound'), t('bound.actual')]}
        rows={[1, 10, 25, 40].map((layer) => ({
          name: layer,
          cells: rows.map(({ values }) => show(values[layer - 1] ?? NaN)),
        }))}
      />
    </LessonFigure>
  )
}

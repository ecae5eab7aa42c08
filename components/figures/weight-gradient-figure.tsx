'use client'

import { useTranslations } from 'next-intl'
import { useDeferredValue, useMemo, useState } from 'react'
import { Choices, FigureControls } from '../chart/controls.tsx'
import { Legend } from '../chart/legend.tsx'
import { looks } from '../chart/marks.tsx'
import { NumbersTable } from '../chart/numbers-table.tsx'
import { decadeScale, makeScale } from '../chart/scale.ts'
import { Slider } from '../chart/slider.tsx'
import { makeNetwork } from './deep-network-model.ts'
import { LessonFigure, useSignificant } from './lesson-figure.tsx'
import { LinePlot } from './line-plot.tsx'
import { LayerAxis } from './profile-parts.tsx'
import { activations, comparedWithLast, layerNorms } from './weight-gradient-model.ts'
import type { Activation, LayerNorms } from './weight-gradient-model.ts'

const depth = 20
const tableLayers = [1, 10, depth]
const band: [number, number] = [1 / 3, 3]

/** δ, ∇W and h of one network, layer by layer, while its scale and its activation change. */
export function WeightGradientFigure() {
  const t = useTranslations('figures')
  const [octave, setOctave] = useState(Math.log2(1 / 3))
  const [activation, setActivation] = useState<Activation>('linear')
  const gain = 2 ** octave
  const norms = useNorms(useDeferredValue(gain), useDeferredValue(activation))
  const show = useSignificant(2)
  const rows = [
    { look: looks.mine, label: t('weightGradient.delta'), norms: norms.deltas },
    { look: looks.ref, label: t('weightGradient.weight'), norms: norms.weightGradients },
    { look: looks.base, label: t('weightGradient.signal'), norms: norms.signals },
  ]
  const lines = rows.map((row) => ({ ...row, values: comparedWithLast(row.norms) }))
  const [delta = NaN, weight = NaN, signal = NaN] = lines.map((line) => line.values[0])
  const words = {
    depth,
    gain: gain.toFixed(2),
    activation,
    delta: show(delta),
    weight: show(weight),
    signal: show(signal),
    verdict: isLevel(delta) ? 'even' : isLevel(weight) ? 'hidden' : 'shown',
  }
  return (
    <LessonFigure name="weightGradient" words={words} lines={[2, 5]}>
      <Legend entries={lines} />
      <LinePlot
        label={t('weightGradient.plot', words)}
        title={t('weightGradient.axis')}
        x={makeScale('linear', [1, depth], [1, 5, 10, 15, depth])}
        y={decadeScale(-6, 6, 3)}
        xLabel={<LayerAxis />}
        band={band}
        lines={lines}
        tall
      />
      <FigureControls>
        <Slider
          label={t('weightGradient.gain')}
          value={octave}
          range={[-2, 2]}
          step={0.05}
          text={gain.toFixed(2)}
          marks={[
            { value: Math.log2(1 / 3), label: t('weightGradient.oneThird') },
            { value: 0, label: t('weightGradient.xavier') },
            { value: 1, label: t('weightGradient.he') },
          ]}
          onChange={setOctave}
        />
        <Choices
          label={t('weightGradient.activation')}
          options={activations}
          text={(name) => t(`weightGradient.${name}`)}
          value={activation}
          onChange={setActivation}
        />
      </FigureControls>
      <NumbersTable
        columns={[t('weightGradient.quantity'), ...tableLayers.map((layer) => t('weightGradient.atLayer', { layer }))]}
        rows={rows.map((row) => ({
          name: row.label,
          cells: tableLayers.map((layer) => show(row.norms[layer - 1] ?? NaN)),
        }))}
      />
    </LessonFigure>
  )
}

function useNorms(gain: number, activation: Activation): LayerNorms {
  const network = useMemo(() => makeNetwork({ depth, width: 64, batch: 4, seed: 13 }), [])
  return useMemo(() => layerNorms(network, { gain, activation }), [network, gain, activation])
}

const isLevel = (ratio: number): boolean => ratio >= band[0] && ratio <= band[1]

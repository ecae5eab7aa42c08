'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useDeferredValue, useMemo, useState } from 'react'
import controls from './controls.module.css'
import { makeNetwork } from './deep-network-model.ts'
import figure from './figure.module.css'
import { FigureFrame } from './figure-frame.tsx'
import { Legend, LogPlot } from './log-plot.tsx'
import type { PlotLine } from './log-plot.tsx'
import { significant } from '../chart/number-format.ts'
import { LayerAxis } from './profile-parts.tsx'
import { Slider } from './slider.tsx'
import { activations, comparedWithLast, layerNorms } from './weight-gradient-model.ts'
import type { Activation, LayerNorms } from './weight-gradient-model.ts'

const depth = 20
const tableLayers = [1, 10, depth]
const band: [number, number] = [1 / 3, 3]

/** δ, ∇W and h of one network, layer by layer, while its scale and its activation change. */
export function WeightGradientFigure() {
  const t = useTranslations('figures')
  const locale = useLocale()
  const [octave, setOctave] = useState(Math.log2(1 / 3))
  const [activation, setActivation] = useState<Activation>('linear')
  const gain = 2 ** octave
  const norms = useNorms(useDeferredValue(gain), useDeferredValue(activation))
  const show = (value: number) => significant(locale, value, 2)
  const rows = [
    { kind: 'mine', name: t('weightGradient.delta'), values: norms.deltas },
    { kind: 'ref', name: t('weightGradient.weight'), values: norms.weightGradients },
    { kind: 'base', name: t('weightGradient.signal'), values: norms.signals },
  ] as const
  const lines: PlotLine[] = rows.map(({ kind, name, values }) => ({
    kind,
    label: name,
    values: comparedWithLast(values),
  }))
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
    <FigureFrame
      id="weight-gradient"
      title={t('weightGradient.title')}
      sentence={t.rich('weightGradient.sentence', { ...words, b: (chunks) => <b>{chunks}</b> })}
      spoken={t.markup('weightGradient.sentence', { ...words, b: (chunks) => chunks })}
      note={t('weightGradient.note')}
      lines={[2, 5]}
    >
      <Legend lines={lines} />
      <LogPlot
        label={t('weightGradient.plot', words)}
        xFrom={1}
        xTo={depth}
        xTicks={[1, 5, 10, 15, depth]}
        xLabel={<LayerAxis />}
        yLabel={t('weightGradient.axis')}
        yFrom={-6}
        yTo={6}
        yStep={3}
        band={band}
        lines={lines}
        tall
      />
      <div className={controls.controls}>
        <Slider
          label={t('weightGradient.gain')}
          value={octave}
          min={-2}
          max={2}
          step={0.05}
          text={gain.toFixed(2)}
          marks={[
            { value: Math.log2(1 / 3), label: t('weightGradient.oneThird') },
            { value: 0, label: t('weightGradient.xavier') },
            { value: 1, label: t('weightGradient.he') },
          ]}
          onChange={setOctave}
        />
        <div role="radiogroup" aria-label={t('weightGradient.activation')}>
          {t('weightGradient.activation')}
          <div className={controls.row}>
            {activations.map((name) => (
              <label key={name}>
                <input
                  type="radio"
                  name="weight-gradient-activation"
                  checked={activation === name}
                  onChange={() => setActivation(name)}
                />
                {t(`weightGradient.${name}`)}
              </label>
            ))}
          </div>
        </div>
      </div>
      <div className={figure.scroll}>
        <table className={figure.numbers}>
          <thead>
            <tr>
              <th scope="col">{t('weightGradient.quantity')}</th>
              {tableLayers.map((layer) => (
                <th key={layer} scope="col">
                  {t('weightGradient.atLayer', { layer })}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.kind}>
                <th scope="row">{row.name}</th>
                {tableLayers.map((layer) => (
                  <td key={layer}>{show(row.values[layer - 1] ?? NaN)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </FigureFrame>
  )
}

function useNorms(gain: number, activation: Activation): LayerNorms {
  const network = useMemo(() => makeNetwork({ depth, width: 64, batch: 4, seed: 13 }), [])
  return useMemo(() => layerNorms(network, { gain, activation }), [network, gain, activation])
}

const isLevel = (ratio: number): boolean => ratio >= band[0] && ratio <= band[1]

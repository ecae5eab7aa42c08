'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useDeferredValue, useMemo, useState } from 'react'
import controls from './controls.module.css'
import edge from './edge-of-chaos.module.css'
import figure from './figure.module.css'
import { FigureFrame } from './figure-frame.tsx'
import { Legend, LogPlot } from './log-plot.tsx'
import type { PlotLine } from './log-plot.tsx'
import { criticalWeightVariance, makeTanhNetwork, phaseAt, tanhProfile } from './mean-field-model.ts'
import { significant } from '../chart/number-format.ts'
import { PhasePlane, planeRange } from './phase-plane.tsx'
import { LayerAxis } from './profile-parts.tsx'
import { Slider } from './slider.tsx'

const depth = 30
/** Nearer to 1 than this, χ₁ changes the gradient by less than a tenth over the whole network. */
const levelWithin = 0.005

/** The phase diagram of tanh: the reader moves a point; beside it a network with these variances, and the law. */
export function EdgeOfChaosFigure() {
  const t = useTranslations('figures')
  const locale = useLocale()
  const [weight, setWeight] = useState(2.5)
  const [bias, setBias] = useState(0.05)
  const phase = useMemo(() => phaseAt({ weight, bias }), [weight, bias])
  const critical = useMemo(() => criticalWeightVariance(bias), [bias])
  const measured = useProfile(useDeferredValue(weight), useDeferredValue(bias))
  const law = measured.map((_, l) => phase.chi ** ((depth - 1 - l) / 2))
  const measuredSlope = (2 * Math.log(measured[0] ?? NaN)) / (depth - 1)
  const show = (value: number) => significant(locale, value)
  const slope = (value: number) =>
    value
      .toFixed(3)
      .replace(/^-0.000$/, '0.000')
      .replace('-', '−')
  const isLevel = Math.abs(Math.log(phase.chi)) < levelWithin
  const words = {
    weight: weight.toFixed(2),
    bias: bias.toFixed(2),
    // The iteration ends within 1e-9 of a fixed point at 0.
    q: show(phase.q < 1e-6 ? 0 : phase.q),
    chi: phase.chi.toFixed(3),
    scale: show(phase.depthScale),
    phase: isLevel ? 'edge' : phase.chi < 1 ? 'ordered' : 'chaotic',
    law: show(law[0] ?? NaN),
    measured: show(measured[0] ?? NaN),
    critical: critical.toFixed(2),
  }
  const lines: PlotLine[] = [
    { kind: 'mine', label: t('edgeOfChaos.network'), values: measured },
    { kind: 'ref', label: t('edgeOfChaos.law'), values: law },
  ]
  return (
    <FigureFrame
      id="edge-of-chaos"
      title={t('edgeOfChaos.title')}
      sentence={t.rich('edgeOfChaos.sentence', {
        ...words,
        b: (chunks) => <b>{chunks}</b>,
        sub: (chunks) => <sub>{chunks}</sub>,
      })}
      spoken={t.markup('edgeOfChaos.sentence', { ...words, b: (chunks) => chunks, sub: (chunks) => chunks })}
      note={t('edgeOfChaos.note')}
      lines={[3, 7]}
    >
      <div className={edge.sides}>
        <PhasePlane
          label={t('edgeOfChaos.plane', words)}
          weight={weight}
          bias={bias}
          words={{ ordered: t('edgeOfChaos.ordered'), chaotic: t('edgeOfChaos.chaotic') }}
          onMove={(x, y) => {
            setWeight(x)
            setBias(y)
          }}
        />
        <div className={edge.profile}>
          <Legend lines={lines} />
          <LogPlot
            label={t('edgeOfChaos.plot', words)}
            xFrom={1}
            xTo={depth}
            xTicks={[1, 10, 20, 30]}
            xLabel={<LayerAxis />}
            yLabel={t('ratioAxis')}
            yFrom={-5}
            yTo={3}
            yStep={2}
            lines={lines}
            tall
          />
        </div>
      </div>
      <div className={controls.controls}>
        <Slider
          label={t('edgeOfChaos.weight')}
          value={weight}
          min={planeRange.weight[0]}
          max={planeRange.weight[1]}
          step={0.01}
          text={weight.toFixed(2)}
          onChange={setWeight}
        />
        <Slider
          label={t('edgeOfChaos.bias')}
          value={bias}
          min={planeRange.bias[0]}
          max={planeRange.bias[1]}
          step={0.01}
          text={bias.toFixed(2)}
          onChange={setBias}
        />
      </div>
      <div className={controls.row}>
        <button type="button" className={controls.button} onClick={() => setWeight(critical)}>
          {t('edgeOfChaos.toEdge', { critical: words.critical })}
        </button>
      </div>
      <div className={figure.scroll}>
        <table className={figure.numbers}>
          <thead>
            <tr>
              <th scope="col">{t('edgeOfChaos.quantity')}</th>
              <th scope="col">{t('edgeOfChaos.law')}</th>
              <th scope="col">{t('edgeOfChaos.network')}</th>
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">{t('edgeOfChaos.qStar')}</th>
              <td>{words.q}</td>
              <td>–</td>
            </tr>
            <tr>
              <th scope="row">χ₁</th>
              <td>{words.chi}</td>
              <td>{Math.exp(measuredSlope).toFixed(3)}</td>
            </tr>
            <tr>
              <th scope="row">{t('edgeOfChaos.lnChi')}</th>
              <td>{slope(Math.log(phase.chi))}</td>
              <td>{slope(measuredSlope)}</td>
            </tr>
            <tr>
              <th scope="row">{t('edgeOfChaos.depthScale')}</th>
              <td>{isLevel ? t('edgeOfChaos.long') : words.scale}</td>
              <td>–</td>
            </tr>
          </tbody>
        </table>
      </div>
    </FigureFrame>
  )
}

/** ‖δ_l‖/‖δ_L‖ of one draw of weights and biases, scaled to these variances. */
function useProfile(weight: number, bias: number): number[] {
  const network = useMemo(() => makeTanhNetwork({ depth, width: 64, batch: 4, seed: 6 }), [])
  return useMemo(() => tanhProfile(network, { weight, bias }), [network, weight, bias])
}

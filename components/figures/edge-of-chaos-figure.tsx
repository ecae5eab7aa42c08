'use client'

import { useTranslations } from 'next-intl'
import { useDeferredValue, useMemo, useState } from 'react'
import { Button, ControlRow, FigureControls } from '../chart/controls.tsx'
import { Legend } from '../chart/legend.tsx'
import { looks } from '../chart/marks.tsx'
import { NumbersTable } from '../chart/numbers-table.tsx'
import { decadeScale, makeScale } from '../chart/scale.ts'
import { Slider } from '../chart/slider.tsx'
import edge from './edge-of-chaos.module.css'
import { LessonFigure, useSignificant } from './lesson-figure.tsx'
import { LinePlot } from './line-plot.tsx'
import { criticalWeightVariance, makeTanhNetwork, phaseAt, tanhProfile } from './mean-field-model.ts'
import { PhasePlane, planeRange } from './phase-plane.tsx'
import { LayerAxis } from './profile-parts.tsx'

const depth = 30
/** Nearer to 1 than this, χ₁ changes the gradient by less than a tenth over the whole network. */
const levelWithin = 0.005

/** The phase diagram of tanh: the reader moves a point; beside it a network with these variances, and the law. */
export function EdgeOfChaosFigure() {
  const t = useTranslations('figures')
  const [weight, setWeight] = useState(2.5)
  const [bias, setBias] = useState(0.05)
  const phase = useMemo(() => phaseAt({ weight, bias }), [weight, bias])
  const critical = useMemo(() => criticalWeightVariance(bias), [bias])
  const measured = useProfile(useDeferredValue(weight), useDeferredValue(bias))
  const law = measured.map((_, l) => phase.chi ** ((depth - 1 - l) / 2))
  const measuredSlope = (2 * Math.log(measured[0] ?? NaN)) / (depth - 1)
  const show = useSignificant()
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
  const lines = [
    { look: looks.mine, label: t('edgeOfChaos.network'), values: measured },
    { look: looks.ref, label: t('edgeOfChaos.law'), values: law },
  ]
  return (
    <LessonFigure name="edgeOfChaos" words={words} lines={[3, 7]}>
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
          <Legend entries={lines} />
          <LinePlot
            label={t('edgeOfChaos.plot', words)}
            title={t('ratioAxis')}
            x={makeScale('linear', [1, depth], [1, 10, 20, 30])}
            y={decadeScale(-5, 3, 2)}
            xLabel={<LayerAxis />}
            lines={lines}
            tall
          />
        </div>
      </div>
      <FigureControls>
        <Slider
          label={t('edgeOfChaos.weight')}
          value={weight}
          range={planeRange.weight}
          step={0.01}
          onChange={setWeight}
        />
        <Slider label={t('edgeOfChaos.bias')} value={bias} range={planeRange.bias} step={0.01} onChange={setBias} />
      </FigureControls>
      <ControlRow>
        <Button onClick={() => setWeight(critical)}>{t('edgeOfChaos.toEdge', { critical: words.critical })}</Button>
      </ControlRow>
      <NumbersTable
        columns={[t('edgeOfChaos.quantity'), t('edgeOfChaos.law'), t('edgeOfChaos.network')]}
        rows={[
          { name: t('edgeOfChaos.qStar'), cells: [words.q, '–'] },
          { name: 'χ₁', cells: [words.chi, Math.exp(measuredSlope).toFixed(3)] },
          { name: t('edgeOfChaos.lnChi'), cells: [slope(Math.log(phase.chi)), slope(measuredSlope)] },
          { name: t('edgeOfChaos.depthScale'), cells: [isLevel ? t('edgeOfChaos.long') : words.scale, '–'] },
        ]}
      />
    </LessonFigure>
  )
}

/** ‖δ_l‖/‖δ_L‖ of one draw of weights and biases, scaled to these variances. */
function useProfile(weight: number, bias: number): number[] {
  const network = useMemo(() => makeTanhNetwork({ depth, width: 64, batch: 4, seed: 6 }), [])
  return useMemo(() => tanhProfile(network, { weight, bias }), [network, weight, bias])
}

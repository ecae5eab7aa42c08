'use client'

import { useTranslations } from 'next-intl'
import { useDeferredValue, useMemo, useState } from 'react'
import { Button, ControlRow, FigureControls } from '../chart/controls.tsx'
import { Legend } from '../chart/legend.tsx'
import { looks } from '../chart/marks.tsx'
import { NumbersTable } from '../chart/numbers-table.tsx'
import { decadeScale, makeScale } from '../chart/scale.ts'
import { Slider } from '../chart/slider.tsx'
import {
  curveNames,
  findExplosion,
  learningRateAt,
  openStream,
  overflowStep,
  relativeTo,
  thresholds,
  train,
} from './divergence-model.ts'
import type { CurveName, Rule } from './divergence-model.ts'
import { LessonFigure, useSignificant } from './lesson-figure.tsx'
import { LinePlot } from './line-plot.tsx'
import type { PlotLine } from './line-plot.tsx'

const shownSteps = 240
/** As far as a run is followed in search of the step at which float32 gives up. */
const longest = 450
const lookOf = { gradNorm: looks.mine, loss: looks.base, paramNorm: looks.other }

/** A run whose learning rate climbs too high, and a detector that reads its log. */
export function DivergenceFigure() {
  const t = useTranslations('figures')
  const [peak, setPeak] = useState(3)
  const [factor, setFactor] = useState(5)
  const [seed, setSeed] = useState(3)
  const run = useRun(useDeferredValue(peak), useDeferredValue(factor), seed)
  const { alarm, overflow } = run
  const show = useSignificant()
  const watched = alarm?.curve ?? 'gradNorm'
  const names: Record<CurveName, string> = {
    loss: t('divergence.loss'),
    gradNorm: t('divergence.gradNorm'),
    paramNorm: t('divergence.paramNorm'),
  }
  const lines: PlotLine[] = [
    ...curveNames.toReversed().map((name) => ({ look: lookOf[name], label: names[name], values: run.relative[name] })),
    { look: looks.ref, label: t('divergence.threshold', { curve: watched }), values: run.threshold },
  ]
  const words = {
    peak: peak.toFixed(1),
    curve: watched,
    step: alarm?.step ?? 0,
    rate: alarm === undefined ? '' : learningRateAt(alarm.step, run.peak).toFixed(2),
    fate: alarm === undefined ? 'healthy' : overflow === undefined ? 'slow' : 'overflows',
    overflow: overflow ?? 0,
    ahead: alarm === undefined || overflow === undefined ? 0 : overflow - alarm.step - run.rule.patience + 1,
    limit: longest,
  }
  return (
    <LessonFigure name="divergence" words={words} lines={[3, 6]}>
      <Legend entries={lines} />
      <LinePlot
        label={t('divergence.plot', words)}
        title={t('divergence.unit')}
        x={makeScale('linear', [0, shownSteps], [0, 40, 80, 120, 160, 200, 240])}
        y={decadeScale(-3, 4, 1)}
        xLabel={<span>{t('divergence.axis')}</span>}
        lines={lines}
        ring={
          alarm === undefined
            ? undefined
            : { x: alarm.step, value: run.relative[alarm.curve][alarm.step] ?? 0, label: t('divergence.ring', words) }
        }
        tall
      />
      <FigureControls>
        <Slider label={t('divergence.peak')} value={peak} range={[1, 4]} step={0.1} onChange={setPeak} />
        <Slider label={t('divergence.factor')} value={factor} range={[2, 20]} step={1} onChange={setFactor} />
      </FigureControls>
      <ControlRow>
        <Button onClick={() => setSeed(seed + 1)}>{t('divergence.redraw')}</Button>
      </ControlRow>
      <NumbersTable
        columns={[t('divergence.curve'), t('divergence.first'), t('divergence.lowest'), t('divergence.leaves')]}
        rows={run.rows.map((row) => ({
          name: names[row.name],
          cells: [show(row.first), show(row.lowest), row.step ?? '–'],
          chosen: row.name === alarm?.curve,
        }))}
      />
    </LessonFigure>
  )
}

function useRun(peak: number, factor: number, seed: number) {
  const log = useMemo(() => train(openStream(seed), peak, longest), [peak, seed])
  return useMemo(() => {
    const rule: Rule = { window: 15, factor, patience: 6 }
    const shown = { loss: cut(log.loss), gradNorm: cut(log.gradNorm), paramNorm: cut(log.paramNorm) }
    const relative = relativeTo(shown, rule.window)
    const alarm = findExplosion(shown, rule)
    const watched = alarm?.curve ?? 'gradNorm'
    const rows = curveNames.map((name) => {
      const levels = thresholds(shown[name], { ...rule, factor: 1 }).filter((level) => level > 0)
      const own = findExplosion(shown, rule, [name])
      return { name, first: levels[0] ?? NaN, lowest: Math.min(...levels), step: own?.step }
    })
    return {
      rule,
      peak,
      relative,
      alarm,
      rows,
      overflow: overflowStep(log),
      threshold: thresholds(relative[watched], rule),
    }
  }, [log, factor, peak])
}

const cut = (values: readonly number[]): number[] => values.slice(0, shownSteps + 1)

'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useDeferredValue, useMemo, useState } from 'react'
import controls from './controls.module.css'
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
import figure from './figure.module.css'
import { FigureFrame } from './figure-frame.tsx'
import { Legend, LogPlot } from './log-plot.tsx'
import type { LineKind } from '../chart/marks.tsx'
import type { PlotLine } from './log-plot.tsx'
import { significant } from '../chart/number-format.ts'
import plot from './plot.module.css'
import { Slider } from './slider.tsx'

const shownSteps = 240
/** As far as a run is followed in search of the step at which float32 gives up. */
const longest = 450
const kinds: Record<CurveName, LineKind> = { gradNorm: 'mine', loss: 'base', paramNorm: 'other' }

/** A run whose learning rate climbs too high, and a detector that reads its log. */
export function DivergenceFigure() {
  const t = useTranslations('figures')
  const locale = useLocale()
  const [peak, setPeak] = useState(3)
  const [factor, setFactor] = useState(5)
  const [seed, setSeed] = useState(3)
  const run = useRun(useDeferredValue(peak), useDeferredValue(factor), seed)
  const { alarm, overflow } = run
  const show = (value: number) => significant(locale, value)
  const watched = alarm?.curve ?? 'gradNorm'
  const names: Record<CurveName, string> = {
    loss: t('divergence.loss'),
    gradNorm: t('divergence.gradNorm'),
    paramNorm: t('divergence.paramNorm'),
  }
  const lines: PlotLine[] = [
    ...curveNames.toReversed().map((name) => ({ kind: kinds[name], label: names[name], values: run.relative[name] })),
    { kind: 'ref', label: t('divergence.threshold', { curve: watched }), values: run.threshold },
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
    <FigureFrame
      id="divergence"
      title={t('divergence.title')}
      sentence={t.rich('divergence.sentence', { ...words, b: (chunks) => <b>{chunks}</b> })}
      spoken={t.markup('divergence.sentence', { ...words, b: (chunks) => chunks })}
      note={t('divergence.note')}
      lines={[3, 6]}
    >
      <Legend lines={lines} />
      <LogPlot
        label={t('divergence.plot', words)}
        xFrom={0}
        xTo={shownSteps}
        xTicks={[0, 40, 80, 120, 160, 200, 240]}
        xLabel={<span className={plot.middle}>{t('divergence.axis')}</span>}
        yLabel={t('divergence.unit')}
        yFrom={-3}
        yTo={4}
        yStep={1}
        lines={lines}
        ring={
          alarm === undefined
            ? undefined
            : { x: alarm.step, value: run.relative[alarm.curve][alarm.step] ?? 0, label: t('divergence.ring', words) }
        }
        tall
      />
      <div className={controls.controls}>
        <Slider
          label={t('divergence.peak')}
          value={peak}
          min={1}
          max={4}
          step={0.1}
          text={peak.toFixed(1)}
          onChange={setPeak}
        />
        <Slider
          label={t('divergence.factor')}
          value={factor}
          min={2}
          max={20}
          step={1}
          text={String(factor)}
          onChange={setFactor}
        />
      </div>
      <div className={controls.row}>
        <button type="button" className={controls.button} onClick={() => setSeed(seed + 1)}>
          {t('divergence.redraw')}
        </button>
      </div>
      <div className={figure.scroll}>
        <table className={figure.numbers}>
          <thead>
            <tr>
              <th scope="col">{t('divergence.curve')}</th>
              <th scope="col">{t('divergence.first')}</th>
              <th scope="col">{t('divergence.lowest')}</th>
              <th scope="col">{t('divergence.leaves')}</th>
            </tr>
          </thead>
          <tbody>
            {run.rows.map((row) => (
              <tr key={row.name} data-chosen={row.name === alarm?.curve ? '' : undefined}>
                <th scope="row">{names[row.name]}</th>
                <td>{show(row.first)}</td>
                <td>{show(row.lowest)}</td>
                <td>{row.step ?? '–'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </FigureFrame>
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

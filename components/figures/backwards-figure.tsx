'use client'

import { useTranslations } from 'next-intl'
import { useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import { Chart } from '../chart/chart.tsx'
import { Button, Choices, ControlRow, FigureControls } from '../chart/controls.tsx'
import { Legend } from '../chart/legend.tsx'
import { Grid, Stretched } from '../chart/marks.tsx'
import { NumbersTable } from '../chart/numbers-table.tsx'
import { bandPath, linePath } from '../chart/path.ts'
import { makeScale } from '../chart/scale.ts'
import { Slider } from '../chart/slider.tsx'
import { activations, degreesBetween, layers, makeSmallNetwork, nudged, stepsBack, width } from './backwards-model.ts'
import type { Activation, Row, Step } from './backwards-model.ts'
import styles from './backwards.module.css'
import { LessonFigure } from './lesson-figure.tsx'

const last = 2 * (layers - 1)
const y = makeScale('linear', [-2.5, 2.5], [-2, 0, 2])

/** δ on its way back through four small layers, one multiplication at a time, in the right order and in another. */
export function BackwardsFigure() {
  const t = useTranslations('figures')
  const [step, setStep] = useState(0)
  const [activation, setActivation] = useState<Activation>('tanh')
  const network = useMemo(() => makeSmallNetwork(56), [])
  const turns = stepsBack(network, activation, 'turns')
  const apart = stepsBack(network, activation, 'apart')
  const target = nudged(network, activation)
  const degrees = degreesBetween(rowAt(turns, last), rowAt(apart, last)) ?? 0
  const words = {
    step,
    steps: last,
    turns: nameOf(turns[step]),
    apart: nameOf(apart[step]),
    degrees: Math.round(degrees),
    end: step < last ? 'none' : activation === 'linear' ? 'same' : 'differ',
    activation,
  }
  const orders = [
    { name: 'turns', steps: turns },
    { name: 'apart', steps: apart },
  ] as const
  return (
    <LessonFigure name="backwards" words={words} lines={[2, 5]}>
      <Legend
        entries={[
          {
            label: t('backwards.units'),
            sample: <path className={styles.bar} data-now="" d="M2 0h6v8h-6zM10 3h6v5h-6zM18 1h6v7h-6z" />,
          },
          { label: t('backwards.nudged'), sample: <path className={styles.target} d="M2 4H24" /> },
        ]}
      />
      <div className={styles.orders}>
        {orders.map(({ name, steps }) => (
          <WayBack
            key={name}
            steps={steps}
            step={step}
            target={target}
            title={t(`backwards.${name}`)}
            ends={
              <>
                <span>{t('backwards.first')}</span>
                <span>{t('loss')}</span>
              </>
            }
            label={t('backwards.plot', { order: name, step, row: rowAt(steps, step).map(twoDecimals).join(', ') })}
          />
        ))}
      </div>
      <FigureControls>
        <Slider label={t('backwards.step')} value={step} range={[0, last]} step={1} onChange={setStep} />
        <Choices
          label={t('backwards.activation')}
          options={activations}
          text={(name) => t(`backwards.${name}`)}
          value={activation}
          onChange={setActivation}
        />
      </FigureControls>
      <ControlRow>
        <Button onClick={() => setStep(step === last ? 0 : step + 1)}>
          {step === last ? t('backwards.again') : t('backwards.next')}
        </Button>
      </ControlRow>
      <NumbersTable
        columns={[t('backwards.unit'), t('backwards.turnsNow'), t('backwards.apartNow'), t('backwards.nudged')]}
        rows={target.map((value, i) => ({
          name: i + 1,
          cells: [rowAt(turns, step)[i] ?? NaN, rowAt(apart, step)[i] ?? NaN, value].map(twoDecimals),
        }))}
      />
    </LessonFigure>
  )
}

/** One column for each step, from the loss on the right to layer 1 on the left; in each a bar for each unit. */
function WayBack(props: {
  steps: readonly Step[]
  step: number
  target: Row
  title: string
  label: string
  ends: ReactNode
}) {
  const { steps, step, target } = props
  const middle = (k: number) => steps.length - k - 0.5
  const x = makeScale(
    'linear',
    [0, steps.length],
    steps.map((_, k) => middle(k)),
    (at) => tickOf(steps[Math.round(steps.length - at - 0.5)]),
  )
  const edges = (k: number, i: number) =>
    [0, 1].map((side) => middle(k) + (0.72 * (i + 0.1 + 0.8 * side)) / width - 0.36)
  return (
    <Chart label={props.label} title={props.title} x={x} y={y} xLabel={props.ends} height="112px">
      <Grid />
      <Grid y={[]} x={steps.slice(1).map((_, k) => k + 1)} />
      <Stretched>
        {steps.slice(0, step + 1).flatMap(({ row }, k) =>
          row.map((value, i) => (
            <path
              key={`${k} ${i}`}
              className={styles.bar}
              data-now={k === step ? '' : undefined}
              d={bandPath(
                edges(k, i).map((at) => ({ x: at, low: Math.min(0, value), high: Math.max(0, value) })),
                { x, y },
              )}
            />
          )),
        )}
      </Stretched>
      <Stretched>
        {target.map((value, i) => (
          <path
            key={i}
            className={styles.target}
            d={linePath(
              edges(last, i).map((at) => [at, value] as const),
              { x, y },
            )}
          />
        ))}
      </Stretched>
    </Chart>
  )
}

const rowAt = (steps: readonly Step[], step: number): Row => steps[step]?.row ?? []
const subscript = (layer: number): string => String.fromCodePoint(0x2080 + layer)

function nameOf(step: Step | undefined): string {
  if (step === undefined || step.by === 'start') return ''
  return step.by === 'weights' ? `W${subscript(step.layer)}ᵀ` : `φ′(z${subscript(step.layer)})`
}

function tickOf(step: Step | undefined): string {
  if (step === undefined) return ''
  if (step.by === 'start') return `δ${subscript(step.layer)}`
  return step.by === 'weights' ? `·W${subscript(step.layer)}ᵀ` : `⊙φ′${subscript(step.layer)}`
}

const twoDecimals = (value: number): string => value.toFixed(2).replace('-', '−')

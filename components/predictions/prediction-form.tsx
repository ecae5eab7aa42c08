'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useId, useState } from 'react'
import type { ReactNode } from 'react'
import { Chart } from '../chart/chart.tsx'
import { Button } from '../chart/controls.tsx'
import { Legend } from '../chart/legend.tsx'
import { Grid, Line, looks, Points } from '../chart/marks.tsx'
import { roundCount, significant } from '../chart/number-format.ts'
import { Handle } from '../chart/over.tsx'
import { fitScale, makeScale } from '../chart/scale.ts'
import { Slider } from '../chart/slider.tsx'
import { compare, farthest, stepOf, steps, valueAtStep } from './prediction.ts'
import type { Prediction, Question } from './prediction.ts'
import styles from './prediction-form.module.css'
import { usePrediction } from './use-prediction.ts'

export interface PredictionFormProps {
  id: string
  prompt: ReactNode
  question: Question
  /** Of a choice. */
  choices: ReactNode[]
  /** What the positions of a curve are, in the reader's language. */
  along?: string | undefined
  unit?: string | undefined
  /** Why what was measured is so. */
  explanation: ReactNode
}

/** Asks for a prediction, and answers it with what was measured. Who does not want to predict may look all the same. */
export function PredictionForm(props: PredictionFormProps) {
  const { question } = props
  const t = useTranslations('lesson.predict')
  const { committed, commit, forget } = usePrediction(props.id, question)
  const [draft, setDraft] = useState<Prediction | null>(() => beginning(question))
  const shown = committed ?? draft
  return (
    <fieldset className={styles.prediction} data-figure={`predict-${props.id}`}>
      <legend>
        <span className={styles.kicker}>{t('label')}</span>
        {props.prompt}
      </legend>
      <Controls {...props} prediction={shown} settled={committed !== null} onChange={setDraft} />
      <div className={styles.commit}>
        {/* One button for both, so that whoever pressed it stays at its place. */}
        <Button
          onClick={() => {
            if (committed !== null) {
              setDraft(committed)
              forget()
            } else if (draft !== null) commit(draft)
          }}
        >
          {committed === null ? t('commit') : t('again')}
        </Button>
        {draft === null ? <span className={styles.hint}>{t('chooseFirst')}</span> : null}
      </div>
      <div aria-live="polite" className={styles.answer}>
        {committed === null ? null : <Answer {...props} prediction={committed} />}
      </div>
      {committed === null ? (
        <details className={styles.look}>
          <summary>{t('look')}</summary>
          <div className={styles.explanation}>
            <p>
              <Measured {...props} />
            </p>
            {props.explanation}
          </div>
        </details>
      ) : (
        <div className={styles.explanation}>{props.explanation}</div>
      )}
    </fieldset>
  )
}

/** Sliders stand in the middle, which says nothing; a choice is not made yet. */
function beginning(question: Question): Prediction | null {
  if (question.kind === 'choice') return null
  const middle = valueAtStep(steps / 2, question.axis)
  return question.kind === 'number' ? middle : question.x.map(() => middle)
}

interface ControlsProps extends PredictionFormProps {
  prediction: Prediction | null
  /** Nothing moves any more. */
  settled: boolean
  onChange: (prediction: Prediction) => void
}

function Controls({ question, prediction, settled, onChange, ...props }: ControlsProps) {
  const t = useTranslations('lesson.predict')
  const name = useId()
  const write = useNumbers(props.unit)
  if (question.kind === 'choice')
    return (
      <div className={styles.choices}>
        {props.choices.map((choice, i) => (
          <label key={i}>
            <input
              type="radio"
              name={name}
              checked={prediction === i}
              disabled={settled && prediction !== i}
              onChange={() => onChange(i)}
            />
            <span>{choice}</span>
          </label>
        ))}
      </div>
    )
  const { axis } = question
  const slider = (label: string, value: number, set: (value: number) => void) => (
    <Slider
      label={label}
      value={stepOf(value, axis)}
      range={[0, steps]}
      step={1}
      text={write(value)}
      onChange={(step) => (settled ? undefined : set(valueAtStep(step, axis)))}
    />
  )
  if (question.kind === 'number')
    return typeof prediction === 'number' ? (
      <>
        {slider(t('prediction'), prediction, onChange)}
        <div className={styles.ends} aria-hidden="true">
          <span>{write(axis.low)}</span>
          <span>{write(axis.high)}</span>
        </div>
      </>
    ) : null
  const curve = Array.isArray(prediction) ? (prediction as readonly number[]) : []
  const set = (at: number, value: number) => onChange(curve.map((one, i) => (i === at ? value : one)))
  return (
    <>
      <Curve question={question} curve={curve} settled={settled} along={props.along} onMove={set} />
      <div className={styles.sliders}>
        {question.x.map((x, i) => (
          <div key={x}>
            {slider(t('at', { along: props.along ?? '', x }), curve[i] ?? axis.low, (value) => set(i, value))}
          </div>
        ))}
      </div>
    </>
  )
}

function Curve(props: {
  question: Extract<Question, { kind: 'curve' }>
  curve: readonly number[]
  settled: boolean
  along: string | undefined
  onMove: (at: number, value: number) => void
}) {
  const { question, curve, settled } = props
  const t = useTranslations('lesson.predict')
  const locale = useLocale()
  const { axis, x } = question
  const points = (values: readonly number[]) => x.map((one, i): [number, number] => [one, values[i] ?? NaN])
  const [low = 0] = x
  const high = x.at(-1) ?? 1
  return (
    <>
      <Legend
        entries={[
          { look: looks.mine, label: t('prediction') },
          ...(settled ? [{ look: looks.ref, label: t('measuredLine') }] : []),
        ]}
      />
      <Chart
        label={t('curve')}
        x={makeScale('linear', [low, high], x)}
        y={fitScale({
          kind: axis.scale,
          values: [axis.low, axis.high],
          room: 5,
          text: (tick) => significant(locale, tick),
        })}
        xLabel={props.along}
        over={
          settled
            ? null
            : points(curve).map((point, i) => (
                <Handle
                  key={point[0]}
                  point={point}
                  onMove={(_, y) => props.onMove(i, valueAtStep(stepOf(y, axis), axis))}
                />
              ))
        }
      >
        <Grid />
        <Line points={points(curve)} {...looks.mine} />
        {settled ? (
          <>
            <Line points={points(question.measured)} {...looks.ref} />
            <Points points={points(question.measured)} r={4} fill="var(--ref)" />
          </>
        ) : null}
      </Chart>
    </>
  )
}

/** What was predicted, what was measured, and how far apart the two are. */
function Answer({ prediction, ...props }: PredictionFormProps & { prediction: Prediction }) {
  const locale = useLocale()
  const t = useTranslations('lesson.predict')
  const write = useNumbers(props.unit)
  const { question } = props
  const told = <Measured {...props} />
  if (question.kind === 'choice') {
    const right = prediction === question.measured
    return (
      <p>
        <b className={right ? styles.close : styles.far}>{t(right ? 'right' : 'wrong')}</b> {right ? null : told}
      </p>
    )
  }
  const at =
    question.kind === 'curve' && typeof prediction !== 'number'
      ? farthest(prediction, question.measured, question.axis)
      : 0
  const predicted = typeof prediction === 'number' ? prediction : (prediction[at] ?? NaN)
  const measured = question.kind === 'curve' ? (question.measured[at] ?? NaN) : question.measured
  const distance = compare(predicted, measured, question.axis)
  const words = { predicted: write(predicted), measured: write(measured) }
  const far = distance.close
    ? t('close')
    : 'factor' in distance
      ? t('factor', { side: distance.side, factor: writeFactor(locale, distance.factor) })
      : t('difference', { side: distance.side, difference: write(distance.difference, 2) })
  return (
    <p>
      {question.kind === 'curve' ? (
        <>{t('farthest', { along: props.along ?? '', x: question.x[at] ?? 0, ...words })} </>
      ) : (
        <>{t('both', words)} </>
      )}
      <b className={distance.close ? styles.close : styles.far}>{far}</b>
    </p>
  )
}

function Measured({ question, choices, unit, along }: PredictionFormProps) {
  const t = useTranslations('lesson.predict')
  const write = useNumbers(unit)
  if (question.kind === 'choice')
    return (
      <>
        {t('measuredChoice')} <span>{choices[question.measured]}</span>
      </>
    )
  if (question.kind === 'number') return t('measured', { measured: write(question.measured) })
  const points = question.x.map(
    (x, i) => `${t('at', { along: along ?? '', x })}${t('colon')}${write(question.measured[i] ?? NaN)}`,
  )
  return t('measured', { measured: points.join(t('between')) })
}

/** 320 and 100,000 as people count; what no one counts as a power of ten. */
const writeFactor = (locale: string, factor: number): string =>
  factor < 1e6 ? roundCount(locale, factor) : significant(locale, factor, 2)

/** Writes numbers in the reader's language, with their unit, and with no digit that they do not have: 1 × 10⁻⁴. */
function useNumbers(unit = '') {
  const locale = useLocale()
  const space = unit === '' || unit === '%' ? '' : '\u00a0'
  return (value: number, most = 3) => {
    const [mantissa = ''] = value.toExponential().split('e')
    const digits = Math.min(most, mantissa.replaceAll(/\D/g, '').length)
    return `${significant(locale, value, digits)}${space}${unit}`
  }
}

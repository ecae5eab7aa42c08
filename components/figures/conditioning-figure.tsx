'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { conditionNumber, descend, largestStep, makeValley, stepsTo } from './conditioning-model.ts'
import type { Point, Valley } from './conditioning-model.ts'
import styles from './conditioning.module.css'
import controls from './controls.module.css'
import figure from './figure.module.css'
import { FigureFrame } from './figure-frame.tsx'
import { roundCount, significant } from '../chart/number-format.ts'
import { Slider } from './slider.tsx'

const start: Point = [-1, 0.75]
const stepsShown = 60
/** Distance to the minimum at which a descent counts as done. */
const part = 0.01

/** One loss over two features, as they are and standardised: contours and the path of gradient descent in both. */
export function ConditioningFigure() {
  const t = useTranslations('figures')
  const locale = useLocale()
  const [logRatio, setLogRatio] = useState(0.8)
  const [correlation, setCorrelation] = useState(0.4)
  const [share, setShare] = useState(0.9)
  const ratio = 10 ** logRatio
  const show = (value: number) => significant(locale, value)
  const describe = (name: 'raw' | 'standard', valley: Valley) => ({
    name,
    valley,
    kappa: show(conditionNumber(valley)),
    largest: show(largestStep(valley)),
    steps: countSteps(stepsTo(valley, { start, share, part })),
    path: descend(valley, { start, share, count: stepsShown }),
  })
  const countSteps = (steps: number) => (Number.isFinite(steps) ? roundCount(locale, steps) : t('conditioning.never'))
  const raw = describe('raw', makeValley(ratio, correlation))
  const standard = describe('standard', makeValley(1, correlation))
  const words = {
    rawKappa: raw.kappa,
    rawSteps: raw.steps,
    kappa: standard.kappa,
    steps: standard.steps,
    share: share.toFixed(2),
    fate: share < 0.995 ? 'arrives' : share < 1.005 ? 'stays' : 'diverges',
  }
  return (
    <FigureFrame
      id="conditioning"
      title={t('conditioning.title')}
      sentence={t.rich('conditioning.sentence', { ...words, b: (chunks) => <b>{chunks}</b> })}
      spoken={t.markup('conditioning.sentence', { ...words, b: (chunks) => chunks })}
      note={t('conditioning.note')}
      lines={[3, 6]}
    >
      <div className={styles.pair}>
        {[raw, standard].map(({ name, valley, path, kappa, steps }) => (
          <Plane
            key={name}
            valley={valley}
            path={path}
            heading={t(`conditioning.${name}`)}
            label={t('conditioning.plane', { name: t(`conditioning.${name}`), kappa, steps })}
          />
        ))}
      </div>
      <div className={controls.controls}>
        <Slider
          label={t('conditioning.ratio')}
          value={logRatio}
          min={0}
          max={2}
          step={0.02}
          text={show(Number(ratio.toPrecision(3)))}
          onChange={setLogRatio}
        />
        <Slider
          label={t('conditioning.correlation')}
          value={correlation}
          min={-0.95}
          max={0.95}
          step={0.05}
          text={correlation.toFixed(2).replace('-', '−')}
          onChange={setCorrelation}
        />
        <Slider
          label={t('conditioning.share')}
          value={share}
          min={0.05}
          max={1.1}
          step={0.01}
          text={share.toFixed(2)}
          onChange={setShare}
        />
      </div>
      <div className={figure.scroll}>
        <table className={figure.numbers}>
          <thead>
            <tr>
              <th scope="col">{t('conditioning.features')}</th>
              <th scope="col">{t('conditioning.kappa')}</th>
              <th scope="col">{t('conditioning.largest')}</th>
              <th scope="col">{t('conditioning.steps')}</th>
            </tr>
          </thead>
          <tbody>
            {[raw, standard].map((one) => (
              <tr key={one.name} data-chosen={one.name === 'standard' ? '' : undefined}>
                <th scope="row">{t(`conditioning.${one.name}`)}</th>
                <td>{one.kappa}</td>
                <td>{one.largest}</td>
                <td>{one.steps}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </FigureFrame>
  )
}

const reach = 1.3
/** Contours at equal differences of the loss: close together where it is steep. */
const levels = Array.from({ length: 16 }, (_, k) => 0.45 * Math.sqrt(k + 1))

function Plane(props: { valley: Valley; path: readonly Point[]; heading: string; label: string }) {
  const { valley, path } = props
  const stretch = Math.sqrt(conditionNumber(valley))
  const degrees = rounded((valley.angle * 180) / Math.PI)
  // A path that diverges is drawn a little beyond the edge.
  const outside = path.findIndex(([u, v]) => Math.max(Math.abs(u), Math.abs(v)) > 3 * reach)
  const shown = outside < 0 ? path : path.slice(0, outside + 1)
  return (
    <div className={styles.panel}>
      <div className={styles.heading}>{props.heading}</div>
      <svg
        className={styles.plane}
        viewBox={`${-reach} ${-reach} ${2 * reach} ${2 * reach}`}
        role="img"
        aria-label={props.label}
      >
        <g transform={`scale(1 -1) rotate(${degrees})`}>
          {levels.map((level) => (
            <ellipse
              key={level}
              className={styles.contour}
              rx={rounded(level)}
              ry={rounded(Math.min(level * stretch, 60))}
            />
          ))}
        </g>
        <path className={styles.minimum} d="M-0.06 0H0.06M0 -0.06V0.06" />
        <path className={styles.path} d={`M${shown.map(([u, v]) => `${rounded(u)} ${rounded(-v)}`).join('L')}`} />
        {shown.map(([u, v], step) => (
          <circle
            key={step}
            className={step === 0 ? styles.start : styles.step}
            cx={rounded(u)}
            cy={rounded(-v)}
            r={step === 0 ? 0.055 : 0.03}
          />
        ))}
      </svg>
    </div>
  )
}

/** So that the server and every browser write the same characters. */
const rounded = (value: number) => Math.round(value * 1000) / 1000

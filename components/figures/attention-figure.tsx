'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useDeferredValue, useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import styles from './attention.module.css'
import { attend, histogram, makeExamples, quantile, scoresOf } from './attention-model.ts'
import type { Outcome } from './attention-model.ts'
import controls from './controls.module.css'
import figure from './figure.module.css'
import { FigureFrame } from './figure-frame.tsx'
import { powerOfTen, significant } from '../chart/number-format.ts'
import { Slider } from './slider.tsx'

const queries = 128
const keys = 16
const widest = 256
/** Decades of the axis, and bins to each. */
const [from, to] = [-6, 2]
const perDecade = 8
const kinds = ['root', 'one', 'inverse'] as const
type Kind = (typeof kinds)[number]
const scaleOf = { root: (width: number) => 1 / Math.sqrt(width), one: () => 1, inverse: (width: number) => 1 / width }

/** Gradients of 128 queries for three scales of the scores, one histogram below the other. */
export function AttentionFigure() {
  const t = useTranslations('figures')
  const locale = useLocale()
  const [exponent, setExponent] = useState(8)
  const [seed, setSeed] = useState(1)
  const width = 2 ** useDeferredValue(exponent)
  const outcomes = useOutcomes(width, useDeferredValue(seed))
  const show = (value: number) => (value < 1e-12 ? t('attention.below') : significant(locale, value, 2))
  const rows = kinds.map((kind) => {
    const { norms, largest } = outcomes[kind]
    return { kind, norms, largest, median: quantile(norms, 0.5), high: quantile(norms, 0.95) }
  })
  const [root, one, inverse] = rows
  const words = {
    width,
    root: show(root?.median ?? NaN),
    one: show(one?.median ?? NaN),
    high: show(one?.high ?? NaN),
    inverse: show(inverse?.median ?? NaN),
    typical: (one?.median ?? NaN) < (root?.median ?? NaN) ? 'less' : 'more',
  }
  return (
    <FigureFrame
      id="attention"
      title={t('attention.title')}
      sentence={t.rich('attention.sentence', { ...words, sub, b: (chunks) => <b>{chunks}</b> })}
      spoken={t.markup('attention.sentence', { ...words, sub: plain, b: plain })}
      note={t('attention.note')}
      lines={[3, 7]}
    >
      <div className={styles.rows}>
        {rows.map(({ kind, norms, median, high }) => (
          <Row
            key={kind}
            kind={kind}
            name={t.rich(`attention.${kind}`, { sub })}
            label={t('attention.plot', {
              name: t.markup(`attention.${kind}`, { sub: plain }),
              median: show(median),
              high: show(high),
            })}
            norms={norms}
            median={median}
            high={high}
            words={{ median: t('attention.median'), high: t('attention.mark') }}
          />
        ))}
        <div className={styles.ticks} aria-hidden="true">
          {[-6, -4, -2, 0, 2].map((decade) => (
            <span key={decade} style={{ left: percent(across(10 ** decade)) }}>
              {decade === from ? `≤ ${powerOfTen(decade)}` : powerOfTen(decade)}
            </span>
          ))}
        </div>
        <div className={styles.axis}>{t('attention.axis')}</div>
      </div>
      <div className={controls.controls}>
        <Slider
          label={t('attention.width')}
          value={exponent}
          min={2}
          max={8}
          step={1}
          text={String(2 ** exponent)}
          onChange={setExponent}
        />
      </div>
      <div className={controls.row}>
        <button type="button" className={controls.button} onClick={() => setSeed(seed + 1)}>
          {t('attention.redraw')}
        </button>
      </div>
      <div className={figure.scroll}>
        <table className={figure.numbers}>
          <thead>
            <tr>
              <th scope="col">{t('attention.scores')}</th>
              <th scope="col">{t('attention.median')}</th>
              <th scope="col">{t('attention.high')}</th>
              <th scope="col">{t('attention.largest')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.kind} data-chosen={row.kind === 'root' ? '' : undefined}>
                <th scope="row">{t.rich(`attention.${row.kind}`, { sub })}</th>
                <td>{show(row.median)}</td>
                <td>{show(row.high)}</td>
                <td>{show(row.largest)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </FigureFrame>
  )
}

const sub = (chunks: ReactNode) => <sub>{chunks}</sub>
const plain = (chunks: string) => chunks

/** The share of the queries at which a column reaches the top of its row. */
const fullShare = 0.4

function Row(props: {
  kind: Kind
  name: ReactNode
  label: string
  norms: readonly number[]
  median: number
  high: number
  words: { median: string; high: string }
}) {
  const bins = histogram(props.norms, from, to, perDecade)
  const step = 1000 / bins.length
  const marks = [
    { kind: 'median', value: props.median },
    { kind: 'high', value: props.high },
  ] as const
  return (
    <div className={styles.row} data-kind={props.kind}>
      <div className={styles.name}>{props.name}</div>
      <div className={styles.area}>
        <svg viewBox="0 0 1000 100" preserveAspectRatio="none" role="img" aria-label={props.label}>
          {[-4, -2, 0].map((decade) => (
            <path key={decade} className={styles.grid} d={`M${across(10 ** decade) * 1000} 0V100`} />
          ))}
          {bins.map((share, k) => {
            const height = Math.round(1000 * Math.min(1, share / fullShare)) / 10
            if (height === 0) return null
            return (
              <rect key={k} className={styles.bar} x={k * step + 1} width={step - 2} y={100 - height} height={height} />
            )
          })}
          <path className={styles.base} d="M0 100H1000" />
        </svg>
        {marks.map(({ kind, value }) => (
          <span
            key={kind}
            className={styles.mark}
            data-mark={kind}
            data-side={across(value) > 0.88 ? 'left' : 'right'}
            style={{ left: percent(across(value)) }}
            aria-hidden="true"
          >
            <span>{props.words[kind]}</span>
          </span>
        ))}
      </div>
    </div>
  )
}

function useOutcomes(width: number, seed: number): Record<Kind, Outcome> {
  const examples = useMemo(() => makeExamples({ count: queries, keys, widest, seed }), [seed])
  return useMemo(() => {
    const scores = scoresOf(examples, width)
    const at = (kind: Kind) => attend(examples, width, scores, scaleOf[kind](width))
    return { root: at('root'), one: at('one'), inverse: at('inverse') }
  }, [examples, width])
}

/** Where a norm stands on the axis; what is smaller stands at its edge. */
const across = (norm: number) => Math.min(1, Math.max(0, (Math.log10(norm) - from) / (to - from)))
/** Rounded, so that the server and every browser write the same characters. */
const percent = (share: number) => `${Math.round(share * 10000) / 100}%`

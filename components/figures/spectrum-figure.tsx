'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useDeferredValue, useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import controls from './controls.module.css'
import figure from './figure.module.css'
import { FigureFrame } from './figure-frame.tsx'
import { significant } from '../chart/number-format.ts'
import plot from './plot.module.css'
import { Slider } from './slider.tsx'
import styles from './spectrum.module.css'
import { makeFamily, spectra } from './spectrum-model.ts'
import type { Point, Spectra } from './spectrum-model.ts'

/** Eigenvalues of a branch and of its block in the plane; their singular values in columns beside it. */
export function SpectrumFigure() {
  const t = useTranslations('figures')
  const locale = useLocale()
  const [size, setSize] = useState(0.6)
  const [shear, setShear] = useState(1)
  const [shownSize, shownShear] = [useDeferredValue(size), useDeferredValue(shear)]
  const family = useMemo(() => makeFamily(11), [])
  const found = useMemo(() => spectra(family, shownSize, shownShear), [family, shownSize, shownShear])
  const show = (value: number) => significant(locale, value)
  const ends = (values: readonly number[]) => ({ high: values[0] ?? 0, low: values.at(-1) ?? 0 })
  const [branch, block] = [ends(found.branchValues), ends(found.blockValues)]
  const words = {
    branch: show(branch.high),
    low: show(block.low),
    high: show(block.high),
    moved: show(block.high - branch.high),
    count: found.block.length,
  }
  const rows = [
    { name: 'branch', points: found.branch, values: branch },
    { name: 'block', points: found.block, values: block },
  ] as const
  return (
    <FigureFrame
      id="spectrum"
      title={t('spectrum.title')}
      sentence={t.rich('spectrum.sentence', { ...words, b: (chunks) => <b>{chunks}</b> })}
      spoken={t.markup('spectrum.sentence', { ...words, b: (chunks) => chunks })}
      note={t.rich('spectrum.note', { sub })}
      lines={[2, 5]}
    >
      <ul className={plot.legend}>
        {(['branch', 'mine', 'shifted'] as const).map((kind) => (
          <li key={kind}>
            <span className={styles.key} aria-hidden="true">
              <span className={styles.dot} data-kind={kind} />
            </span>
            <span>{t.rich(`spectrum.${kind}`, { sub })}</span>
          </li>
        ))}
      </ul>
      <div className={styles.spectrum}>
        <Plane found={found} label={t('spectrum.plane', words)} heading={t('spectrum.eigenvalues')} />
        <Columns found={found} label={t('spectrum.columns', words)} heading={t('spectrum.values')} />
      </div>
      <div className={controls.controls}>
        <Slider
          label={t('spectrum.size')}
          value={size}
          min={0}
          max={1}
          step={0.01}
          text={size.toFixed(2)}
          onChange={setSize}
        />
        <Slider
          label={t('spectrum.shear')}
          value={shear}
          min={0}
          max={2}
          step={0.05}
          text={shear.toFixed(2)}
          onChange={setShear}
        />
      </div>
      <div className={figure.scroll}>
        <table className={figure.numbers}>
          <thead>
            <tr>
              <th scope="col">{t('spectrum.of')}</th>
              <th scope="col">{t('spectrum.radius')}</th>
              <th scope="col">{t('spectrum.largest')}</th>
              <th scope="col">{t('spectrum.least')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.name} data-chosen={row.name === 'block' ? '' : undefined}>
                <th scope="row">{row.name === 'block' ? blockName : branchName}</th>
                <td>{show(Math.max(...row.points.map(({ re, im }) => Math.hypot(re, im))))}</td>
                <td>{show(row.values.high)}</td>
                <td>{show(row.values.low)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </FigureFrame>
  )
}

const sub = (chunks: ReactNode) => <sub>{chunks}</sub>
const branchName = (
  <>
    J<sub>f</sub>
  </>
)
const blockName = (
  <>
    I + J<sub>f</sub>
  </>
)

const plane = { left: -1.4, width: 4, top: 1.6, height: 3.2 }

/** Shares of the plane's width and height, rounded so that the server and the browser write the same characters. */
const across = ({ re }: Point) => percent((re - plane.left) / plane.width)
const down = ({ im }: Point) => percent((plane.top - im) / plane.height)
const percent = (share: number) => `${Math.round(share * 10000) / 100}%`

function Plane({ found, label, heading }: { found: Spectra; label: string; heading: string }) {
  return (
    <div className={styles.panel}>
      <div className={styles.heading}>{heading}</div>
      <div className={styles.plane}>
        <svg viewBox={`${plane.left} ${-plane.top} ${plane.width} ${plane.height}`} role="img" aria-label={label}>
          <path className={styles.line} d="M-1 -1.6V1.6M1 -1.6V1.6M2 -1.6V1.6M-1.4 -1H2.6M-1.4 1H2.6" />
          <path className={`${styles.line} ${styles.axis}`} d="M0 -1.6V1.6M-1.4 0H2.6" />
          <circle className={styles.circle} cx="0" cy="0" r="1" />
          {found.branch.map((from, k) => {
            const y = Math.round(-from.im * 1000) / 1000
            const x = Math.round(from.re * 1000) / 1000
            return <line key={k} className={styles.move} x1={x} x2={x + 1} y1={y} y2={y} />
          })}
        </svg>
        {[...found.branch, ...found.block].map((one, k) => (
          <span
            key={k}
            className={styles.dot}
            data-kind={k < found.branch.length ? 'branch' : 'mine'}
            style={{ left: across(one), top: down(one) }}
          />
        ))}
      </div>
      <div className={styles.axes} aria-hidden="true">
        {[-1, 0, 1, 2].map((re) => (
          <span key={re} className={`${styles.tick} ${styles.under}`} style={{ left: across({ re, im: 0 }) }}>
            {re < 0 ? `−${-re}` : re}
          </span>
        ))}
      </div>
    </div>
  )
}

const tallest = 4

function Columns(props: { found: Spectra; label: string; heading: string }) {
  const { branchValues, blockValues } = props.found
  const top = (value: number) => percent(1 - Math.min(value, tallest) / tallest)
  const norm = branchValues[0] ?? 0
  const high = Math.min(tallest, 1 + norm)
  const low = Math.max(0, 1 - norm)
  return (
    <div className={styles.panel}>
      <div className={styles.heading}>{props.heading}</div>
      <div className={styles.columns}>
        <svg viewBox="0 0 100 100" preserveAspectRatio="none" role="img" aria-label={props.label}>
          {[0, 1, 2, 3, 4].map((value) => (
            <path key={value} className={styles.line} d={`M0 ${100 - 25 * value}H100`} />
          ))}
          <rect
            className={styles.band}
            x="52"
            width="48"
            y={Math.round((1 - high / tallest) * 1000) / 10}
            height={Math.round(((high - low) / tallest) * 1000) / 10}
          />
        </svg>
        {[0, 1, 2, 3, 4].map((value) => (
          <span key={value} className={`${styles.tick} ${styles.aside}`} style={{ top: top(value) }} aria-hidden="true">
            {value}
          </span>
        ))}
        {branchValues.map((value, k) => (
          <span key={k} className={styles.dot} data-kind="branch" style={{ left: '25%', top: top(value) }} />
        ))}
        {branchValues.map((value, k) => (
          <span key={k} className={styles.dot} data-kind="shifted" style={{ left: '66%', top: top(value + 1) }} />
        ))}
        {blockValues.map((value, k) => (
          <span key={k} className={styles.dot} data-kind="mine" style={{ left: '84%', top: top(value) }} />
        ))}
      </div>
      <div className={styles.names} aria-hidden="true">
        <span className={`${styles.tick} ${styles.under}`} style={{ left: '25%' }}>
          {branchName}
        </span>
        <span className={`${styles.tick} ${styles.under}`} style={{ left: '75%' }}>
          {blockName}
        </span>
      </div>
    </div>
  )
}

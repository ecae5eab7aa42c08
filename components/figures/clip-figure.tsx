'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { clip, clipMethods, cosine, gradientOfLengths, norm } from './clip-model.ts'
import type { ClipMethod } from './clip-model.ts'
import { ClipPlane } from './clip-plane.tsx'
import plane from './clip.module.css'
import controls from './controls.module.css'
import figure from './figure.module.css'
import plot from './plot.module.css'
import { FigureFrame } from './figure-frame.tsx'
import { Legend } from './log-plot.tsx'
import { significant } from '../chart/number-format.ts'
import { Slider } from './slider.tsx'

const longest = 6

/** A gradient of two tensors in the plane of their lengths, clipped in three ways. */
export function ClipFigure() {
  const t = useTranslations('figures')
  const locale = useLocale()
  const [weight, setWeight] = useState(3)
  const [bias, setBias] = useState(4)
  const [threshold, setThreshold] = useState(2)
  const [method, setMethod] = useState<ClipMethod>('global')
  const before = gradientOfLengths(weight, bias)
  const results = clipMethods.map((name) => {
    const after = clip(name, before, threshold)
    return { name, after, length: norm(after.flat()), cosine: cosine(before, after) }
  })
  const chosen = results.find((result) => result.name === method)
  const after = chosen?.after ?? before
  const show = (value: number) => significant(locale, value, 3)
  const degrees = chosen?.cosine === undefined ? 0 : (Math.acos(Math.min(1, chosen.cosine)) * 180) / Math.PI
  const length = norm(before.flat())
  const words = {
    before: show(length),
    after: show(chosen?.length ?? 0),
    threshold: show(threshold),
    method: t(`clip.${method}`),
    degrees: degrees < 0.05 ? '0' : degrees.toFixed(1),
    fate: length === 0 ? 'zero' : sameLength(length, chosen?.length) ? 'kept' : degrees < 0.05 ? 'shorter' : 'turned',
    over: (chosen?.length ?? 0) > threshold * 1.0001 ? 'yes' : 'no',
  }
  return (
    <FigureFrame
      id="clip"
      title={t('clip.title')}
      sentence={t.rich('clip.sentence', { ...words, b: (chunks) => <b>{chunks}</b> })}
      spoken={t.markup('clip.sentence', { ...words, b: (chunks) => chunks })}
      note={t('clip.note')}
      lines={[1, 3]}
    >
      <Legend
        lines={[
          { kind: 'base', label: t('clip.before') },
          { kind: 'mine', label: t('clip.after') },
          { kind: 'ref', label: t('clip.threshold') },
        ]}
      />
      <div className={plane.clip}>
        <ClipPlane
          label={t('clip.plane', words)}
          longest={longest}
          before={[weight, bias]}
          after={[norm(after[0] ?? []), norm(after[1] ?? [])]}
          threshold={threshold}
          xLabel={t('clip.weightNorm')}
          yLabel={t('clip.biasNorm')}
          onMove={(x, y) => {
            setWeight(x)
            setBias(y)
          }}
        />
        <div>
          <fieldset className={plane.choices}>
            <legend>{t('clip.methods')}</legend>
            <div className={`${controls.row} ${plane.methods}`}>
              {clipMethods.map((name) => (
                <label key={name}>
                  <input type="radio" name="clip-method" checked={method === name} onChange={() => setMethod(name)} />
                  {t(`clip.${name}`)}
                </label>
              ))}
            </div>
          </fieldset>
          <Slider
            label={t('clip.threshold')}
            value={threshold}
            min={0.5}
            max={longest}
            step={0.1}
            text={threshold.toFixed(1)}
            onChange={setThreshold}
          />
          <Slider
            label={t('clip.weightNorm')}
            value={weight}
            min={0}
            max={longest}
            step={0.1}
            text={weight.toFixed(1)}
            onChange={setWeight}
          />
          <Slider
            label={t('clip.biasNorm')}
            value={bias}
            min={0}
            max={longest}
            step={0.1}
            text={bias.toFixed(1)}
            onChange={setBias}
          />
          <Bars before={before.flat()} after={after.flat()} names={['W₁', 'W₂', 'W₃', 'b']} show={show} />
        </div>
      </div>
      <div className={figure.scroll}>
        <table className={figure.numbers}>
          <thead>
            <tr>
              <th scope="col">{t('clip.method')}</th>
              <th scope="col">{t('clip.norm')}</th>
              <th scope="col">{t('clip.cosine')}</th>
              <th scope="col" className={figure.optional}>
                {t('clip.elements')}
              </th>
            </tr>
          </thead>
          <tbody>
            {results.map((result) => (
              <tr key={result.name} data-chosen={result.name === method ? '' : undefined}>
                <th scope="row">{t(`clip.${result.name}`)}</th>
                <td>{show(result.length)}</td>
                <td>{result.cosine === undefined ? '–' : result.cosine.toFixed(3)}</td>
                <td className={figure.optional}>
                  {result.after.map((tensor) => `(${tensor.map((value) => show(value)).join(', ')})`).join(' ')}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </FigureFrame>
  )
}

function sameLength(a: number, b: number | undefined): boolean {
  return b !== undefined && Math.abs(a - b) <= 1e-9 * a
}

/** Each element before (outline) and after (filled). */
function Bars(props: { before: number[]; after: number[]; names: string[]; show: (value: number) => string }) {
  const bar = (value: number) => ({
    y: Math.round((50 - (Math.max(0, value) / longest) * 48) * 10) / 10,
    height: Math.round((Math.abs(value) / longest) * 480) / 10,
  })
  return (
    <div className={plane.bars} aria-hidden="true">
      {props.before.map((value, i) => (
        <div key={i}>
          <svg viewBox="0 0 40 100" preserveAspectRatio="none">
            <line className={plot.grid} x1="0" x2="40" y1="50" y2="50" />
            <rect className={plane.barAfter} x="10" width="20" {...bar(props.after[i] ?? 0)} />
            <rect className={plane.barBefore} x="10" width="20" {...bar(value)} />
          </svg>
          <span>
            {props.names[i]} {props.show(props.after[i] ?? 0)}
          </span>
        </div>
      ))}
    </div>
  )
}

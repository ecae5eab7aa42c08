'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Choices } from '../chart/controls.tsx'
import { Legend } from '../chart/legend.tsx'
import { Grid, looks } from '../chart/marks.tsx'
import { NumbersTable } from '../chart/numbers-table.tsx'
import { percent } from '../chart/path.ts'
import { Slider } from '../chart/slider.tsx'
import { clip, clipMethods, cosine, gradientOfLengths, norm } from './clip-model.ts'
import type { ClipMethod } from './clip-model.ts'
import { ClipPlane } from './clip-plane.tsx'
import plane from './clip.module.css'
import { LessonFigure, useSignificant } from './lesson-figure.tsx'

const longest = 6

/** A gradient of two tensors in the plane of their lengths, clipped in three ways. */
export function ClipFigure() {
  const t = useTranslations('figures')
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
  const show = useSignificant()
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
    <LessonFigure name="clip" words={words} lines={[1, 3]}>
      <Legend
        entries={[
          { look: looks.base, label: t('clip.before') },
          { look: looks.mine, label: t('clip.after') },
          { look: looks.ref, label: t('clip.threshold') },
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
          <Choices
            label={t('clip.methods')}
            options={clipMethods}
            text={(name) => t(`clip.${name}`)}
            value={method}
            onChange={setMethod}
          />
          <Slider
            label={t('clip.threshold')}
            value={threshold}
            range={[0.5, longest]}
            step={0.1}
            onChange={setThreshold}
          />
          <Slider label={t('clip.weightNorm')} value={weight} range={[0, longest]} step={0.1} onChange={setWeight} />
          <Slider label={t('clip.biasNorm')} value={bias} range={[0, longest]} step={0.1} onChange={setBias} />
          <Bars before={before.flat()} after={after.flat()} names={['W₁', 'W₂', 'W₃', 'b']} show={show} />
        </div>
      </div>
      <NumbersTable
        columns={[t('clip.method'), t('clip.norm'), t('clip.cosine'), t('clip.elements')]}
        optional={3}
        rows={results.map((result) => ({
          name: t(`clip.${result.name}`),
          cells: [
            show(result.length),
            result.cosine === undefined ? '–' : result.cosine.toFixed(3),
            result.after.map((tensor) => `(${tensor.map(show).join(', ')})`).join(' '),
          ],
          chosen: result.name === method,
        }))}
      />
    </LessonFigure>
  )
}

function sameLength(a: number, b: number | undefined): boolean {
  return b !== undefined && Math.abs(a - b) <= 1e-9 * a
}

/** Each element before (outline) and after (filled). */
function Bars(props: { before: number[]; after: number[]; names: string[]; show: (value: number) => string }) {
  const bar = (value: number) => ({
    x: '25%',
    width: '50%',
    y: percent(0.5 - (Math.max(0, value) / longest) * 0.48),
    height: percent((Math.abs(value) / longest) * 0.48),
  })
  return (
    <div className={plane.bars} aria-hidden="true">
      {props.before.map((value, i) => (
        <div key={i}>
          <svg>
            <Grid y={[0.5]} />
            <rect fill="var(--mine)" {...bar(props.after[i] ?? 0)} />
            <rect fill="none" stroke="var(--base)" strokeWidth={1.5} {...bar(value)} />
          </svg>
          <span>
            {props.names[i]} {props.show(props.after[i] ?? 0)}
          </span>
        </div>
      ))}
    </div>
  )
}

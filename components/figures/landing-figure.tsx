'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useMemo, useState } from 'react'
import { Button, ControlRow, FigureControls } from '../chart/controls.tsx'
import { looks } from '../chart/marks.tsx'
import { roundCount, significant } from '../chart/number-format.ts'
import { NumbersTable } from '../chart/numbers-table.tsx'
import { decadeScale, makeScale } from '../chart/scale.ts'
import { Slider } from '../chart/slider.tsx'
import { gradientProfile, heStd, makeNetwork, rescaledRatios } from './deep-network-model.ts'
import figure from './figure.module.css'
import { FigureFrame } from './figure-frame.tsx'
import { LinePlot } from './line-plot.tsx'
import { NetworkPicture } from './network-picture.tsx'
import { firstOut } from './profile-parts.tsx'

const depth = 30
const width = 64
/** A draw that lies close to its law, to begin with; the button draws any. */
const firstSeed = 5
/** Within half a decade of what left the loss: it arrives as it left. */
const band: [number, number] = [0.316, 3.16]
const zone: [number, number] = [2 * 10 ** (-1 / (depth - 1)), 2 * 10 ** (1 / (depth - 1))]

/** A network of thirty ReLU layers whose gradient dies or explodes as the reader drags the weight variance. */
export function LandingFigure() {
  const t = useTranslations('figures')
  const locale = useLocale()
  const [gain, setGain] = useState(1)
  const [seed, setSeed] = useState(firstSeed)
  // The network is run forward and backward once a draw, at variance 2/n. Dragging does not run it again: ReLU is
  // positively homogeneous, so another variance changes no mask and scales each δ by a known power (rescaledRatios).
  const profile = useMemo(
    () => gradientProfile(makeNetwork({ depth, width, batch: 8, seed }), { std: heStd(width, 0) }),
    [seed],
  )
  const ratios = rescaledRatios(profile.deltas, Math.sqrt(gain / 2))
  const first = ratios[0] ?? 0
  const fate = first < band[0] ? 'dies' : first > band[1] ? 'explodes' : 'arrives'
  const size = fate === 'dies' ? roundCount(locale, 1 / first) : roundCount(locale, first)
  const out = firstOut(ratios, band)
  const gainText = new Intl.NumberFormat(locale, { minimumFractionDigits: 2 }).format(gain)
  return (
    <FigureFrame
      id="landing"
      plain
      title={t('landing.title')}
      sentence={t.rich(`landing.${fate}`, { size, b: (chunks) => <b className={figure[fate]}>{chunks}</b> })}
      spoken={t.markup(`landing.${fate}`, { size, b: (chunks) => chunks })}
      table={
        <NumbersTable
          caption={t('landing.caption', { gain: gainText })}
          columns={[t('layer'), t('ratioAxis')]}
          rows={ratios.map((ratio, l) => ({ name: l + 1, cells: [significant(locale, ratio)] }))}
        />
      }
    >
      <NetworkPicture active={profile.active} ratios={ratios} input={t('input')} loss={t('loss')} way={t('way')} />
      <LinePlot
        label={t('landing.plot', { gain: gainText, first: significant(locale, first, 2) })}
        title={t('ratioAxis')}
        x={makeScale('linear', [1, depth], [1, 10, 20, 30])}
        y={decadeScale(-9, 4, 3)}
        xLabel={<span>{t('layer')}</span>}
        band={band}
        lines={[{ look: looks.mine, label: t('ratioAxis'), values: ratios }]}
        ring={out && { ...out, label: t('out', { layer: out.x }) }}
      />
      <FigureControls>
        <Slider
          label={t('landing.gain')}
          value={gain}
          range={[0.5, 3.5]}
          step={0.01}
          text={gainText}
          zone={zone}
          marks={[
            { value: 1, label: t('landing.xavier') },
            { value: 2, label: t('landing.he') },
          ]}
          onChange={setGain}
        />
      </FigureControls>
      <ControlRow beside={t('landing.note')}>
        <Button onClick={() => setSeed(seed + 1)}>{t('redraw')}</Button>
      </ControlRow>
    </FigureFrame>
  )
}

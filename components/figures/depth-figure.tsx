'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useDeferredValue, useEffect, useMemo, useState } from 'react'
import { gradientProfile, heStd, makeNetwork, rescaledRatios } from './deep-network-model.ts'
import type { DeepNetwork } from './deep-network-model.ts'
import controls from './controls.module.css'
import figure from './figure.module.css'
import { FigureFrame } from './figure-frame.tsx'
import { Legend, LogPlot } from './log-plot.tsx'
import type { PlotLine } from './log-plot.tsx'
import { significant, superscript } from '../chart/number-format.ts'
import { straightenNetwork } from './orthogonal-weights.ts'
import { LayerAxis } from './profile-parts.tsx'
import { Slider } from './slider.tsx'

const deepest = 50
const width = 64
const smallStd = 0.01
const band: [number, number] = [0.316, 3.16]

/** He, orthogonal, Xavier (1/n) and a standard deviation of 0.01 race through one network: δ_l from loss to input. */
export function DepthFigure() {
  const t = useTranslations('figures')
  const locale = useLocale()
  const [depth, setDepth] = useState(30)
  const [slope, setSlope] = useState(0)
  const [whole, setWhole] = useState(false)
  const race = useRace(useDeferredValue(depth), useDeferredValue(slope))
  const xavierLoss = Math.sqrt((1 + slope ** 2) / 2)
  const rows = [
    { name: t('depth.he'), start: race.he[0] ?? 0, factor: 1 },
    { name: t('depth.orthogonal'), start: race.orthogonal?.[0], factor: 1 },
    { name: t('depth.xavier'), start: race.xavier[0] ?? 0, factor: xavierLoss },
    { name: t('depth.small'), start: race.small[0] ?? 0, factor: smallStd / heStd(width, slope) },
  ]
  const lines: PlotLine[] = [
    { kind: 'ref', label: t('depth.he'), values: race.he },
    // It comes a moment later than the others; its name stands in the legend from the start.
    { kind: 'other', label: t('depth.orthogonal'), values: race.orthogonal ?? [] },
    { kind: 'mine', label: t('depth.xavier'), values: race.xavier },
    { kind: 'base', label: t('depth.small'), values: race.small },
  ]
  const show = (value: number) => significant(locale, value)
  const words = {
    depth,
    factors: depth - 1,
    power: `${show(xavierLoss)}${superscript(depth - 1)}`,
    xavier: show(race.xavier[0] ?? 0),
    law: show(xavierLoss ** (depth - 1)),
    small: show(race.small[0] ?? 0),
    gone: race.small[0] === 0 ? 'yes' : 'no',
  }
  return (
    <FigureFrame
      id="depth"
      title={t('depth.title')}
      sentence={t.rich('depth.sentence', { ...words, b: (chunks) => <b>{chunks}</b> })}
      spoken={t.markup('depth.sentence', { ...words, b: (chunks) => chunks })}
      note={t('depth.note')}
      lines={[3, 6]}
    >
      <Legend lines={lines} />
      <LogPlot
        label={t('depth.plot', words)}
        xFrom={1}
        xTo={race.he.length}
        xTicks={depthTicks(race.he.length)}
        xLabel={<LayerAxis />}
        yLabel={t('ratioAxis')}
        yFrom={whole ? -45 : -8}
        yTo={whole ? 3 : 1}
        yStep={whole ? 15 : 2}
        band={band}
        lines={lines}
        ring={vanishingPoint(race.small, whole, { last: t('depth.vanished'), none: t('depth.nothing') })}
      />
      <div className={controls.controls}>
        <Slider
          label={t('depth.depth')}
          value={depth}
          min={2}
          max={deepest}
          step={1}
          text={String(depth)}
          onChange={setDepth}
        />
        <Slider
          label={t('depth.slope')}
          value={slope}
          min={0}
          max={0.5}
          step={0.01}
          text={slope.toFixed(2)}
          onChange={setSlope}
        />
      </div>
      <div className={controls.row}>
        <label>
          <input type="checkbox" checked={whole} onChange={(event) => setWhole(event.currentTarget.checked)} />
          {t('depth.whole')}
        </label>
      </div>
      <div className={figure.scroll}>
        <table className={figure.numbers}>
          <thead>
            <tr>
              <th scope="col">{t('depth.init')}</th>
              <th scope="col" className={figure.optional}>
                {t('depth.perLayer')}
              </th>
              <th scope="col">{t('depth.predicted')}</th>
              <th scope="col">{t('depth.measured')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.name}>
                <th scope="row">{row.name}</th>
                <td className={figure.optional}>× {show(row.factor)}</td>
                <td>{show(row.factor ** (depth - 1))}</td>
                <td>{row.start === undefined ? '–' : show(row.start)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </FigureFrame>
  )
}

interface Race {
  he: number[]
  xavier: number[]
  small: number[]
  /** Undefined until its matrices are made. */
  orthogonal: number[] | undefined
}

/** ‖δ_l‖/‖δ_L‖ for the four, input side first. */
function useRace(depth: number, negSlope: number): Race {
  const network = useMemo(() => makeNetwork({ depth: deepest, width, batch: 4, seed: 3 }), [])
  const [straight, setStraight] = useState<DeepNetwork>()
  useEffect(() => straightenNetwork(network, setStraight), [network])
  const orthogonal = useMemo(() => {
    if (straight === undefined) return undefined
    return rescaledRatios(gradientProfile(straight, { std: heStd(width, negSlope), negSlope, depth }).deltas, 1)
  }, [straight, depth, negSlope])
  const others = useMemo(() => {
    const std = heStd(width, negSlope)
    const he = gradientProfile(network, { std, negSlope, depth })
    // Xavier's line is He's, scaled: it stays far from the end of float32, where scaling is exact. The small one is
    // run for itself, because it falls out of float32's range, and that is what it is here to show.
    const small = gradientProfile(network, { std: smallStd, negSlope, depth })
    return {
      he: rescaledRatios(he.deltas, 1),
      xavier: rescaledRatios(he.deltas, Math.sqrt((1 + negSlope ** 2) / 2)),
      small: Array.from(small.deltas, (delta) => delta / (he.deltas[depth - 1] ?? 1)),
    }
  }, [network, depth, negSlope])
  return { ...others, orthogonal }
}

function depthTicks(depth: number): number[] {
  return [1, ...[10, 20, 30, 40, 50].filter((tick) => tick <= depth)]
}

/**
 * The last layer, on the way to the input, where anything is left: undefined if the gradient arrives, or if that
 * point lies below the axis. When the signal itself has underflowed, no layer has a gradient and no line is drawn.
 */
function vanishingPoint(
  values: readonly number[],
  whole: boolean,
  labels: { last: string; none: string },
): { x: number; value: number; label: string } | undefined {
  const l = values.findIndex((value) => value > 0)
  const value = values[l]
  if (value === undefined) return { x: values.length, value: whole ? 1e-45 : 1e-8, label: labels.none }
  return whole && l > 0 ? { x: l + 1, value, label: labels.last } : undefined
}

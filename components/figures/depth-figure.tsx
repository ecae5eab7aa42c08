'use client'

import { useTranslations } from 'next-intl'
import { useDeferredValue, useEffect, useMemo, useState } from 'react'
import { ControlRow, FigureControls, Toggle } from '../chart/controls.tsx'
import { Legend } from '../chart/legend.tsx'
import { looks } from '../chart/marks.tsx'
import { superscript } from '../chart/number-format.ts'
import { NumbersTable } from '../chart/numbers-table.tsx'
import { decadeScale, makeScale } from '../chart/scale.ts'
import { Slider } from '../chart/slider.tsx'
import { gradientProfile, heStd, makeNetwork, rescaledRatios } from './deep-network-model.ts'
import type { DeepNetwork } from './deep-network-model.ts'
import { LessonFigure, useSignificant } from './lesson-figure.tsx'
import { LinePlot } from './line-plot.tsx'
import { straightenNetwork } from './orthogonal-weights.ts'
import { LayerAxis } from './profile-parts.tsx'

const deepest = 50
const width = 64
const smallStd = 0.01
const band: [number, number] = [0.316, 3.16]

/** He, orthogonal, Xavier (1/n) and a standard deviation of 0.01 race through one network: δ_l from loss to input. */
export function DepthFigure() {
  const t = useTranslations('figures')
  const [depth, setDepth] = useState(30)
  const [slope, setSlope] = useState(0)
  const [whole, setWhole] = useState(false)
  const race = useRace(useDeferredValue(depth), useDeferredValue(slope))
  const xavierLoss = Math.sqrt((1 + slope ** 2) / 2)
  const rows = [
    { look: looks.ref, label: t('depth.he'), values: race.he, factor: 1 },
    // It comes a moment later than the others; its name stands in the legend from the start.
    { look: looks.other, label: t('depth.orthogonal'), values: race.orthogonal ?? [], factor: 1 },
    { look: looks.mine, label: t('depth.xavier'), values: race.xavier, factor: xavierLoss },
    { look: looks.base, label: t('depth.small'), values: race.small, factor: smallStd / heStd(width, slope) },
  ]
  const show = useSignificant()
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
    <LessonFigure name="depth" words={words} lines={[3, 6]}>
      <Legend entries={rows} />
      <LinePlot
        label={t('depth.plot', words)}
        title={t('ratioAxis')}
        x={makeScale('linear', [1, race.he.length], depthTicks(race.he.length))}
        y={whole ? decadeScale(-45, 3, 15) : decadeScale(-8, 1, 2)}
        xLabel={<LayerAxis />}
        band={band}
        lines={rows}
        ring={vanishingPoint(race.small, whole, { last: t('depth.vanished'), none: t('depth.nothing') })}
      />
      <FigureControls>
        <Slider label={t('depth.depth')} value={depth} range={[2, deepest]} step={1} onChange={setDepth} />
        <Slider label={t('depth.slope')} value={slope} range={[0, 0.5]} step={0.01} onChange={setSlope} />
      </FigureControls>
      <ControlRow>
        <Toggle label={t('depth.whole')} checked={whole} onChange={setWhole} />
      </ControlRow>
      <NumbersTable
        columns={[t('depth.init'), t('depth.perLayer'), t('depth.predicted'), t('depth.measured')]}
        optional={1}
        rows={rows.map(({ label, values: [start], factor }) => ({
          name: label,
          cells: [`× ${show(factor)}`, show(factor ** (depth - 1)), start === undefined ? '–' : show(start)],
        }))}
      />
    </LessonFigure>
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

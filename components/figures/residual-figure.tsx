'use client'

import { useTranslations } from 'next-intl'
import { useDeferredValue, useMemo, useState } from 'react'
import { ControlRow, FigureControls, Toggle } from '../chart/controls.tsx'
import { Legend } from '../chart/legend.tsx'
import { looks } from '../chart/marks.tsx'
import { NumbersTable } from '../chart/numbers-table.tsx'
import { decadeScale, makeScale } from '../chart/scale.ts'
import { Slider } from '../chart/slider.tsx'
import { LessonFigure, useSignificant } from './lesson-figure.tsx'
import { LinePlot } from './line-plot.tsx'
import { LayerAxis } from './profile-parts.tsx'
import { branchShare, expectedGrowth, growth, makeTower } from './residual-model.ts'

const deepest = 50
const band: [number, number] = [1, Math.E]

/** ‖h‖² against the block, for four factors on the branch: 1, 1/√L, 1/L and the reader's own. */
export function ResidualFigure() {
  const t = useTranslations('figures')
  const [depth, setDepth] = useState(50)
  const [alpha, setAlpha] = useState(0.5)
  const [zoom, setZoom] = useState(false)
  const runs = useRuns(useDeferredValue(depth), useDeferredValue(alpha))
  const shownDepth = runs.mine.length - 1
  const show = useSignificant()
  const rows = [
    { look: looks.base, label: 'α = 1', alpha: 1, values: runs.one },
    { look: looks.ref, label: 'α = 1/√L', alpha: 1 / Math.sqrt(shownDepth), values: runs.root },
    { look: looks.other, label: 'α = 1/L', alpha: 1 / shownDepth, values: runs.inverse },
    { look: looks.mine, label: t('residual.yours', { alpha: alpha.toFixed(2) }), alpha, values: runs.mine },
  ]
  const end = (values: readonly number[]) => values[shownDepth] ?? 0
  const words = {
    depth: shownDepth,
    alpha: alpha.toFixed(2),
    mine: show(end(runs.mine)),
    law: show(expectedGrowth(alpha, shownDepth)),
    one: show(end(runs.one)),
    root: show(end(runs.root)),
    share: show(branchShare(alpha, shownDepth)),
    side: shareSide(branchShare(alpha, shownDepth)),
  }
  const ticks = [0, ...[10, 20, 30, 40, 50].filter((tick) => tick <= shownDepth)]
  return (
    <LessonFigure name="residual" words={words} lines={[2, 5]}>
      <Legend entries={rows} />
      <LinePlot
        label={t('residual.plot', words)}
        title={t('residual.axis')}
        x={makeScale('linear', [0, shownDepth], ticks)}
        y={zoom ? decadeScale(-0.25, 2, 1) : decadeScale(-1, 16, 3)}
        xLabel={<LayerAxis of={t('residual.block')} />}
        band={band}
        lines={rows}
        tall
      />
      <FigureControls>
        <Slider
          label={t('residual.alpha')}
          value={alpha}
          range={[0, 1.2]}
          step={0.01}
          zone={[Math.sqrt(0.5 / depth), Math.min(1.2, Math.sqrt(2 / depth))]}
          onChange={setAlpha}
        />
        <Slider label={t('residual.depth')} value={depth} range={[2, deepest]} step={1} onChange={setDepth} />
      </FigureControls>
      <ControlRow>
        <Toggle label={t('residual.zoom')} checked={zoom} onChange={setZoom} />
      </ControlRow>
      <NumbersTable
        columns={['α', t('residual.expected'), t('residual.measured'), t('residual.share')]}
        rows={rows.map((row) => ({
          name: row.label,
          cells: [expectedGrowth(row.alpha, shownDepth), end(row.values), branchShare(row.alpha, shownDepth)].map(show),
          chosen: row.look === looks.mine,
        }))}
      />
    </LessonFigure>
  )
}

/** α = 1 and the reader's α do not depend on the depth: they are run once to the end and cut. */
function useRuns(depth: number, alpha: number): Record<'one' | 'root' | 'inverse' | 'mine', number[]> {
  const tower = useMemo(() => makeTower({ depth: deepest, width: 64, batch: 4, seed: 24 }), [])
  const one = useMemo(() => growth(tower, 1, deepest), [tower])
  const mine = useMemo(() => growth(tower, alpha, deepest), [tower, alpha])
  const root = useMemo(() => growth(tower, 1 / Math.sqrt(depth), depth), [tower, depth])
  const inverse = useMemo(() => growth(tower, 1 / depth, depth), [tower, depth])
  return { one: one.slice(0, depth + 1), root, inverse, mine: mine.slice(0, depth + 1) }
}

function shareSide(share: number): 'little' | 'even' | 'much' {
  return share < 0.5 ? 'little' : share > 2 ? 'much' : 'even'
}

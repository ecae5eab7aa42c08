'use client'

import { useTranslations } from 'next-intl'
import { useMemo, useState } from 'react'
import { Button, ControlRow } from '../chart/controls.tsx'
import { Legend } from '../chart/legend.tsx'
import { looks } from '../chart/marks.tsx'
import { NumbersTable } from '../chart/numbers-table.tsx'
import { decadeScale, makeScale } from '../chart/scale.ts'
import { LessonFigure, useSignificant } from './lesson-figure.tsx'
import { LinePlot } from './line-plot.tsx'
import { LayerAxis } from './profile-parts.tsx'
import { drawThread, threadDepth, threadProfile } from './thread-model.ts'
import type { ThreadState } from './thread-model.ts'

/** Where the figure stands: what the unit finds, and what it leaves behind. */
const shownAt = {
  unit1: ['sigmoid'],
  unit2: ['sigmoid', 'relu'],
  unit3: ['relu', 'he'],
  unit7: ['he', 'residual'],
  course: ['sigmoid', 'relu', 'he', 'residual'],
} as const satisfies Record<string, readonly ThreadState[]>

/** What was mended last is drawn as the reader's own line, what it was before in grey. */
const looksOf = {
  1: [looks.mine],
  2: [looks.base, looks.mine],
  4: [looks.base, looks.other, looks.ref, looks.mine],
} as const

/** A draw whose four profiles lie near their medians over a hundred draws. */
const firstSeed = 5

/** The network of the course before and after what a unit mends: δ_l over its thirty layers. */
export function ThreadFigure({ at }: { at: keyof typeof shownAt }) {
  const t = useTranslations('figures')
  const show = useSignificant(2)
  const [seed, setSeed] = useState(firstSeed)
  const states: readonly ThreadState[] = shownAt[at]
  const network = useMemo(() => drawThread(seed), [seed])
  const rows = useMemo(
    () =>
      states.map((state, k) => ({
        state,
        look: looksOf[shownAt[at].length][k] ?? looks.mine,
        values: threadProfile(network, state),
      })),
    [network, states, at],
  )
  const lines = rows.map((row) => ({ ...row, label: t(`thread.${row.state}`) }))
  const firsts = rows.map(({ values }) => values[0] ?? NaN)
  const [share = NaN, before = NaN] = firsts.toReversed()
  const words = { at, share: show(share), before: show(before), decades: Math.round(Math.log10(share / before)) }
  return (
    <LessonFigure name="thread" words={words} lines={[3, 6]}>
      <Legend entries={lines} />
      <LinePlot
        label={t('thread.plot', words)}
        title={t('ratioAxis')}
        x={makeScale('linear', [1, threadDepth], [1, 10, 20, 30])}
        y={decadeScale(-20, 2, 5)}
        xLabel={<LayerAxis />}
        band={[0.1, 10]}
        lines={lines}
      />
      <ControlRow>
        <Button onClick={() => setSeed((one) => one + 1)}>{t('redraw')}</Button>
      </ControlRow>
      <NumbersTable
        columns={[t('thread.state'), t('thread.first'), t('thread.middle')]}
        rows={lines.map(({ label, values }) => ({
          name: label,
          cells: [show(values[0] ?? NaN), show(values[14] ?? NaN)],
        }))}
      />
    </LessonFigure>
  )
}

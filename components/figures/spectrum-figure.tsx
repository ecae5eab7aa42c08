'use client'

import { useTranslations } from 'next-intl'
import { useDeferredValue, useMemo, useState } from 'react'
import { Chart } from '../chart/chart.tsx'
import { FigureControls } from '../chart/controls.tsx'
import { Legend } from '../chart/legend.tsx'
import { Band, Grid, Line, looks, Points } from '../chart/marks.tsx'
import { NumbersTable } from '../chart/numbers-table.tsx'
import type { Point } from '../chart/path.ts'
import { makeScale } from '../chart/scale.ts'
import { Slider } from '../chart/slider.tsx'
import { LessonFigure, tags, useSignificant } from './lesson-figure.tsx'
import styles from './spectrum.module.css'
import { makeFamily, spectra } from './spectrum-model.ts'
import type { Spectra } from './spectrum-model.ts'

/** Eigenvalues of a branch and of its block in the plane; their singular values in columns beside it. */
export function SpectrumFigure() {
  const t = useTranslations('figures')
  const [size, setSize] = useState(0.6)
  const [shear, setShear] = useState(1)
  const [shownSize, shownShear] = [useDeferredValue(size), useDeferredValue(shear)]
  const family = useMemo(() => makeFamily(11), [])
  const found = useMemo(() => spectra(family, shownSize, shownShear), [family, shownSize, shownShear])
  const show = useSignificant()
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
    { name: branchName, points: found.branch, values: branch },
    { name: blockName, points: found.block, values: block },
  ]
  return (
    <LessonFigure name="spectrum" words={words} lines={[2, 5]}>
      <Legend
        entries={[
          { label: t.rich('spectrum.branch', tags), sample: <circle cx="13" cy="4" {...dots.branch} /> },
          { label: t.rich('spectrum.mine', tags), sample: <circle cx="13" cy="4" {...dots.block} /> },
          { label: t.rich('spectrum.shifted', tags), look: looks.other },
        ]}
      />
      <div className={styles.spectrum}>
        <Plane found={found} label={t('spectrum.plane', words)} heading={t('spectrum.eigenvalues')} />
        <Columns found={found} label={t('spectrum.columns', words)} heading={t('spectrum.values')} />
      </div>
      <FigureControls>
        <Slider label={t('spectrum.size')} value={size} range={[0, 1]} step={0.01} onChange={setSize} />
        <Slider label={t('spectrum.shear')} value={shear} range={[0, 2]} step={0.05} onChange={setShear} />
      </FigureControls>
      <NumbersTable
        columns={[t('spectrum.of'), t('spectrum.radius'), t('spectrum.largest'), t('spectrum.least')]}
        rows={rows.map(({ name, points, values }) => ({
          name,
          cells: [Math.max(...points.map(({ re, im }) => Math.hypot(re, im))), values.high, values.low].map(show),
          chosen: name === blockName,
        }))}
      />
    </LessonFigure>
  )
}

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

const dots = {
  branch: { r: 3.75, fill: 'var(--raised)', stroke: 'var(--base)', strokeWidth: 1.5 },
  block: { r: 4.5, fill: 'var(--mine)' },
}
const gap: Point = [NaN, NaN]

const real = makeScale('linear', [-1.4, 2.6], [-1, 0, 1, 2])
const imaginary = makeScale('linear', [-1.6, 1.6])
const unitCircle = Array.from({ length: 120 }, (_, k): Point => {
  const angle = (2 * Math.PI * k) / 120
  return [Math.cos(angle), Math.sin(angle)]
})

function Plane({ found, label, heading }: { found: Spectra; label: string; heading: string }) {
  const [branch, block] = [found.branch, found.block].map((values) => values.map(({ re, im }): Point => [re, im]))
  return (
    <Chart label={label} title={heading} x={real} y={imaginary} gutter="0px" aspect={4 / 3.2}>
      <Grid x={[-1, 1, 2]} y={[-1, 1]} />
      <Grid x={[0]} y={[0]} stroke="var(--base)" />
      <Line points={unitCircle} closed {...looks.ref} strokeWidth={1.5} />
      <Line
        points={found.branch.flatMap(({ re, im }): Point[] => [[re, im], [re + 1, im], gap])}
        stroke="var(--base)"
        strokeWidth={1}
        opacity={0.55}
      />
      <Points points={branch ?? []} {...dots.branch} />
      <Points points={block ?? []} {...dots.block} />
    </Chart>
  )
}

const tallest = 4
/** Columns stand at shares of the width. */
const width = makeScale('linear', [0, 1])
const stretch = makeScale('linear', [0, tallest], [0, 1, 2, 3, 4])

function Columns(props: { found: Spectra; label: string; heading: string }) {
  const { branchValues, blockValues } = props.found
  const column = (x: number, values: readonly number[]) => values.map((value): Point => [x, Math.min(value, tallest)])
  const norm = branchValues[0] ?? 0
  const bounds = { low: Math.max(0, 1 - norm), high: Math.min(tallest, 1 + norm) }
  const shifted = branchValues.map((value) => Math.min(value + 1, tallest))
  return (
    <Chart
      label={props.label}
      title={props.heading}
      x={width}
      y={stretch}
      xLabel={[branchName, blockName].map((name, k) => (
        <span key={k} className={styles.name} aria-hidden="true">
          {name}
        </span>
      ))}
      gutter="22px"
      height="minmax(190px, 1fr)"
    >
      <Grid />
      <Band corners={[0.52, 1].map((x) => ({ x, ...bounds }))} />
      <Points points={column(0.25, branchValues)} {...dots.branch} />
      <Line points={shifted.flatMap((value): Point[] => [[0.625, value], [0.695, value], gap])} {...looks.other} />
      <Points points={column(0.84, blockValues)} {...dots.block} />
    </Chart>
  )
}

'use client'
/** One plot of an exercise with the lines of all its files in it: where the wrong ideas part from the solution. */
import { useTranslations } from 'next-intl'
import { useId, useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import type { Plot } from '../../grader/judge/verdict.ts'
import { Sample } from '../chart/legend.tsx'
import { Crosses, Line, Points } from '../chart/marks.tsx'
import type { Look } from '../chart/marks.tsx'
import type { Point } from '../chart/path.ts'
import { PlotFrame } from '../plots/plot-frame.tsx'
import { useWidth } from '../plots/use-width.ts'
import { untagNumber } from '../../grader/judge/tagged-number.ts'

export interface FilePlot {
  file: string
  plot: Plot
}

interface FileLine {
  file: string
  points: Point[]
  look: Look
}

const height = 320
/** Lines differ by dashes as well as by colour. */
const dashes = [undefined, '6 3', '2 3', '8 3 2 3', '1 4', '10 4']

/** @param plots the same plot of every file, the solution's first */
export function OverlayPlot({ title, plots }: { title: ReactNode; plots: readonly FilePlot[] }) {
  const t = useTranslations('axes')
  const words = useTranslations('preview')
  const id = useId()
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set())
  const [ref, width] = useWidth<HTMLDivElement>(640)
  const lines = useMemo(() => plots.map(lineOf), [plots])
  const [first] = plots
  if (first === undefined) return null
  const shown = lines.filter(({ file }) => !hidden.has(file))
  const { plot } = first
  const label = words('table', { x: t(plot.x), y: t(plot.y) })
  const toggle = (file: string) => {
    const next = new Set(hidden)
    if (!next.delete(file)) next.add(file)
    setHidden(next)
  }
  return (
    <figure className="m-0" aria-labelledby={id}>
      <figcaption id={id} className="font-[550]">
        {title}
      </figcaption>
      <div ref={ref}>
        <PlotFrame
          plot={plot}
          points={shown.flatMap(({ points }) => points)}
          band={plot.band.map(([x, low, high]) => ({ x, low, high }))}
          width={width}
          height={height}
          label={label}
        >
          {shown.toReversed().map(({ file, points, look }) => (
            <g key={file}>
              <title>{file}</title>
              {plot.marks === 'points' ? null : <Line points={points} {...look} />}
              <Points points={points} r={plot.marks === 'points' ? 3 : 2} fill={look.stroke} />
              <Crosses points={points} stroke={look.stroke} />
            </g>
          ))}
        </PlotFrame>
      </div>
      <ul className="m-0 flex list-none flex-wrap gap-x-5 gap-y-1 p-0 text-sm">
        {lines.map(({ file, look }) => (
          <li key={file}>
            <label className="flex cursor-pointer items-center gap-2">
              <input type="checkbox" checked={!hidden.has(file)} onChange={() => toggle(file)} />
              <Sample look={look} />
              <span className="font-mono text-xs">{file.replace(/^misconceptions\//, '')}</span>
            </label>
          </li>
        ))}
      </ul>
    </figure>
  )
}

function lineOf({ file, plot }: FilePlot, index: number): FileLine {
  const mine = plot.series.find(({ role }) => role === 'mine')?.points ?? []
  const points = mine.map(([x, y]): Point => [x, untagNumber(y)]).toSorted(([a], [b]) => a - b)
  if (file === 'solution.ts') return { file, points, look: { stroke: 'var(--ink)', strokeWidth: 2.5 } }
  const dash = dashes[index % dashes.length]
  // The golden angle keeps neighbours in the list far apart on the circle of colours.
  const look = { stroke: `oklch(60% 0.14 ${Math.round(index * 137.5) % 360})`, strokeWidth: 1.75 }
  return { file, points, look: dash === undefined ? look : { ...look, strokeDasharray: dash } }
}

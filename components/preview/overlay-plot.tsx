'use client'
/** One plot of an exercise with the lines of all its files in it: where the wrong ideas part from the solution. */
import { useTranslations } from 'next-intl'
import { useId, useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import type { Plot } from '../../grader/judge/verdict.ts'
import { untagNumber } from '../../grader/judge/tagged-number.ts'
import { formatNumber } from '../verdict/format-number.ts'
import { makeScale, type Scale } from '../plots/scale.ts'
import { useWidth } from '../plots/use-width.ts'

export interface FilePlot {
  file: string
  plot: Plot
}

interface FileLine {
  file: string
  points: Array<{ x: number; y: number }>
  look: { stroke: string; strokeWidth: number; strokeDasharray?: string }
}

const height = 320
const margin = { top: 12, right: 16, bottom: 40, left: 56 }
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
        <Chart plot={plot} lines={shown} width={width} label={label} axisWords={{ x: t(plot.x), y: t(plot.y) }} />
      </div>
      <ul className="m-0 flex list-none flex-wrap gap-x-5 gap-y-1 p-0 text-sm">
        {lines.map(({ file, look }) => (
          <li key={file}>
            <label className="flex cursor-pointer items-center gap-2">
              <input type="checkbox" checked={!hidden.has(file)} onChange={() => toggle(file)} />
              <svg aria-hidden="true" width="26" height="8">
                <line x1="1" x2="25" y1="4" y2="4" {...look} />
              </svg>
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
  const points = mine.map(([x, y]) => ({ x, y: untagNumber(y) })).toSorted((a, b) => a.x - b.x)
  if (file === 'solution.ts') return { file, points, look: { stroke: 'var(--ink)', strokeWidth: 2.5 } }
  const dash = dashes[index % dashes.length]
  // The golden angle keeps neighbours in the list far apart on the circle of colours.
  const look = { stroke: `oklch(60% 0.14 ${Math.round(index * 137.5) % 360})`, strokeWidth: 1.75 }
  return { file, points, look: dash === undefined ? look : { ...look, strokeDasharray: dash } }
}

function Chart(props: {
  plot: Plot
  lines: readonly FileLine[]
  width: number
  label: string
  axisWords: { x: string; y: string }
}) {
  const { plot, lines, width, label, axisWords } = props
  const points = lines.flatMap((one) => one.points)
  const band = plot.band
  const x = makeScale({
    kind: plot.xScale,
    values: [...points.map((point) => point.x), ...band.map(([at]) => at)],
    range: [margin.left, width - margin.right],
    room: Math.max(2, Math.floor(width / 80)),
  })
  const y = makeScale({
    kind: plot.yScale,
    values: [...points.map((point) => point.y), ...band.flatMap(([, low, high]) => [low, high])],
    range: [height - margin.bottom, margin.top],
    room: 8,
  })
  const upper = band.map(([at, , high]) => `${x.at(at)},${y.at(high)}`)
  const lower = band.toReversed().map(([at, low]) => `${x.at(at)},${y.at(low)}`)
  return (
    <svg role="img" aria-label={label} viewBox={`0 0 ${width} ${height}`} className="block w-full text-[11px]">
      <g fill="var(--soft)">
        {y.ticks.map((tick) => (
          <g key={tick}>
            <line x1={margin.left} x2={width - margin.right} y1={y.at(tick)} y2={y.at(tick)} stroke="var(--hair)" />
            <text x={margin.left - 7} y={y.at(tick) + 4} textAnchor="end">
              {formatNumber(tick)}
            </text>
          </g>
        ))}
        {x.ticks.map((tick) => (
          <text key={tick} x={x.at(tick)} y={height - margin.bottom + 16} textAnchor="middle">
            {formatNumber(tick)}
          </text>
        ))}
        <text x={(margin.left + width - margin.right) / 2} y={height - 6} textAnchor="middle">
          {axisWords.x}
        </text>
      </g>
      {band.length > 0 ? <polygon points={[...upper, ...lower].join(' ')} fill="var(--band)" /> : null}
      {lines.toReversed().map((line) => (
        <Line key={line.file} line={line} cloud={plot.marks === 'points'} x={x} y={y} />
      ))}
    </svg>
  )
}

function Line({ line, cloud, x, y }: { line: FileLine; cloud: boolean; x: Scale; y: Scale }) {
  const held = line.points.filter((point) => y.holds(point.y))
  return (
    <g>
      <title>{line.file}</title>
      {cloud ? null : (
        <polyline
          points={held.map((point) => `${x.at(point.x)},${y.at(point.y)}`).join(' ')}
          fill="none"
          strokeLinejoin="round"
          {...line.look}
        />
      )}
      {line.points.map((point, index) =>
        y.holds(point.y) ? (
          <circle key={index} cx={x.at(point.x)} cy={y.at(point.y)} r={cloud ? 3 : 2} fill={line.look.stroke} />
        ) : (
          <path
            key={index}
            d={`M${x.at(point.x) - 3} ${y.at(point.y) - 3}l6 6m0 -6l-6 6`}
            stroke={line.look.stroke}
            fill="none"
          />
        ),
      )}
    </g>
  )
}

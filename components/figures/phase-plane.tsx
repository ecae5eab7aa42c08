'use client'

import { Chart } from '../chart/chart.tsx'
import { Grid, Line } from '../chart/marks.tsx'
import { Handle } from '../chart/over.tsx'
import type { Point } from '../chart/path.ts'
import { makeScale } from '../chart/scale.ts'
import edge from './edge-of-chaos.module.css'
import { criticalPoint } from './mean-field-model.ts'

export const planeRange = { weight: [0.5, 4], bias: [0, 0.5] } as const

const x = makeScale('linear', planeRange.weight, [1, 2, 3, 4])
const y = makeScale('linear', planeRange.bias, [0, 0.1, 0.2, 0.3, 0.4, 0.5])

/** From the bottom edge to the top edge of the plane. */
const critical = Array.from({ length: 49 }, (_, i): Point => {
  const { weight, bias } = criticalPoint((i / 30) ** 2)
  return [weight, bias]
})
const corners = (weight: number): Point[] => [
  [weight, y.high],
  [weight, y.low],
]

/** σ_w² to the right, σ_b² upwards, and the line on which χ₁ = 1. The point can be dragged. */
export function PhasePlane(props: {
  label: string
  weight: number
  bias: number
  words: { ordered: string; chaotic: string }
  onMove: (weight: number, bias: number) => void
}) {
  return (
    <Chart
      label={props.label}
      title={<Squared of="b" />}
      x={x}
      y={y}
      xLabel={<Squared of="w" />}
      tall
      over={
        <>
          <span className={edge.orderedWord} aria-hidden="true">
            {props.words.ordered}
          </span>
          <span className={edge.chaoticWord} aria-hidden="true">
            {props.words.chaotic}
          </span>
          <span className={edge.onLine} aria-hidden="true">
            χ₁ = 1
          </span>
          <Handle
            point={[props.weight, props.bias]}
            onMove={(weight, bias) => props.onMove(toHundredths(weight), toHundredths(bias))}
          />
        </>
      }
    >
      <Line points={[...critical, ...corners(x.low)]} closed className={edge.ordered} />
      <Line points={[...critical, ...corners(x.high)]} closed className={edge.chaotic} />
      <Grid x={[1, 2, 3]} y={[0.1, 0.2, 0.3, 0.4]} />
      <Line points={critical} className={edge.line} />
    </Chart>
  )
}

function Squared({ of }: { of: string }) {
  return (
    <span>
      σ<sub>{of}</sub>²
    </span>
  )
}

/** As the sliders have it. */
const toHundredths = (value: number): number => Math.round(value * 100) / 100

import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { Chart } from './chart.tsx'
import { Choices } from './controls.tsx'
import { Legend } from './legend.tsx'
import { Band, Crosses, Grid, Line, looks, Points } from './marks.tsx'
import { NumbersTable } from './numbers-table.tsx'
import { Dot, Ring } from './over.tsx'
import { decadeScale, makeScale } from './scale.ts'
import { Slider } from './slider.tsx'

const x = makeScale('linear', [0, 4], [0, 2, 4])
const y = decadeScale(-2, 0, 1)
const chart = (children: React.ReactNode, over?: React.ReactNode) =>
  renderToStaticMarkup(
    <Chart label="Loss falls" title="loss" x={x} y={y} xLabel={<span>step</span>} over={over}>
      {children}
    </Chart>,
  )
const all = (markup: string, pattern: RegExp) => [...markup.matchAll(pattern)].map((match) => match[1])

test('a chart is one picture with a name; its ticks are there for the eye only', () => {
  const markup = chart(null)
  expect(all(markup, /<svg[^>]* role="img" aria-label="([^"]+)"/g)).toEqual(['Loss falls'])
  const [yTicks = '', xTicks = ''] = all(markup, /aria-hidden="true">(.*?)<\/div>/g)
  expect(all(yTicks, />([^<]+)</g)).toEqual(['10⁻²', '10⁻¹', '1'])
  expect(all(xTicks, /left:([^"]+)"/g)).toEqual(['0%', '50%', '100%'])
  expect(markup).toContain('>step<')
})

test('a grid stands at the ticks of the y axis, or where it is asked for', () => {
  expect(all(chart(<Grid />), / y1="([^"]+)"/g)).toEqual(['100%', '50%', '0%'])
  expect(all(chart(<Grid x={[1]} y={[]} />), / x1="([^"]+)"/g)).toEqual(['25%'])
})

test('points without a place are crosses at the end of the axis, and no dots', () => {
  const points = [0.01, 1, NaN, 0, Infinity].map((value, i) => [i, value] as const)
  const markup = chart(
    <>
      <Points points={points} r={2} />
      <Crosses points={points} stroke="red" />
    </>,
  )
  expect(all(markup, /<circle cx="([^"]+)"/g)).toEqual(['0%', '25%'])
  expect(all(markup, /<svg x="[^"]+" y="([^"]+)"/g)).toEqual(['0%', '100%', '0%'])
})

test('a line and a band are drawn in the scales of their chart', () => {
  const ends = [0, 4].map((end) => ({ x: end, low: 0.1, high: 1 }))
  const markup = chart(
    <>
      <Band corners={ends} />
      <Line points={ends.map(({ x: end, low }) => [end, low])} {...looks.ref} />
    </>,
  )
  expect(all(markup, / d="([^"]+)"/g)).toEqual(['M0,0L1000,0L1000,500L0,500Z', 'M0,500L1000,500'])
  expect(markup).toContain('stroke-dasharray="6 4"')
})

test('a ring speaks towards the middle, and what lies outside is marked at the edge', () => {
  const side = (across: number) => all(chart(null, <Ring point={[across, 0.1]} label="here" />), /data-side="(\w+)"/g)
  expect([side(0), side(4)]).toEqual([['right'], ['left']])
  expect(chart(null, <Dot point={[9, 0]} />)).toContain('left:100%;top:100%')
})

test('a legend names each line beside its own stroke', () => {
  const entries = [
    { label: 'yours', look: looks.mine },
    { label: 'cloud', sample: <circle r="3" /> },
  ]
  const markup = renderToStaticMarkup(<Legend entries={entries} />)
  expect(all(markup, /<span>([^<]+)</g)).toEqual(['yours', 'cloud'])
  expect(all(markup, /<path[^>]* stroke="([^"]+)"/g)).toEqual([looks.mine.stroke])
  expect(markup.match(/<circle/g)).toHaveLength(1)
})

test('a table of numbers names its columns and rows, and marks the chosen one', () => {
  const rows = [
    { name: 'raw', cells: ['1', '2'] },
    { name: 'standard', cells: ['3', '4'], chosen: true },
  ]
  const markup = renderToStaticMarkup(<NumbersTable columns={['features', 'κ', 'steps']} rows={rows} />)
  expect(all(markup, /<th scope="col"[^>]*>([^<]+)</g)).toEqual(['features', 'κ', 'steps'])
  expect(all(markup, /<tr data-chosen=""><th scope="row">([^<]+)</g)).toEqual(['standard'])
  expect(all(markup, /<td[^>]*>([^<]+)</g)).toEqual(['1', '2', '3', '4'])
  expect(markup).not.toContain('tabindex')
})

test('a long table is a region that the keyboard reaches', () => {
  const markup = renderToStaticMarkup(<NumbersTable region="norms" caption="norms" columns={['layer']} rows={[]} />)
  expect(markup).toMatch(/tabindex="0" role="region" aria-label="norms"/)
})

test('a slider says its value as its steps have it', () => {
  const markup = renderToStaticMarkup(
    <Slider label="share" value={0.9} range={[0, 1]} step={0.05} zone={[0.5, 0.75]} onChange={() => undefined} />,
  )
  expect(markup).toContain('aria-valuetext="0.90"')
  expect(markup).toContain('--from:50.00%;--to:75.00%')
})

test('choices are radio buttons of one group under a legend', () => {
  const markup = renderToStaticMarkup(
    <Choices
      label="way"
      options={['adding', 'turning']}
      text={(way) => way}
      value="turning"
      onChange={() => undefined}
    />,
  )
  expect(markup).toContain('<legend>way</legend>')
  expect(new Set(all(markup, / name="([^"]+)"/g)).size).toBe(1)
  expect(all(markup, /checked=""[^>]*\/>(\w+)/g)).toEqual(['turning'])
})

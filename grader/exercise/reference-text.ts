import type { Reference } from './exercise.ts'

/** reference.json as text: one line per draw, so that a difference shows which draw moved. */
export function formatReference({ source, draws, marginsSource, margins, mutants }: Reference): string {
  const lines = draws.map((draw) => `    ${JSON.stringify(draw)}`).join(',\n')
  const marginLines = JSON.stringify(margins, null, 2).replaceAll('\n', '\n  ')
  const ofMargins = marginsSource === undefined ? '' : `  "marginsSource": ${JSON.stringify(marginsSource)},\n`
  const mutantLine = mutants === undefined ? '' : `,\n  "mutants": ${JSON.stringify(mutants)}`
  return `{\n  "source": ${JSON.stringify(source)},\n  "draws": [\n${lines}\n  ],\n${ofMargins}  "margins": ${marginLines}${mutantLine}\n}\n`
}

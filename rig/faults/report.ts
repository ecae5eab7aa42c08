/** A drill's end in words: a table of the kills, what became of the submissions, and each broken promise. */
import { median } from '../bench/medians.ts'
import { listOvertakings } from './audit.ts'
import type { DrillReport } from './drill.ts'
import { victimKinds } from './victims.ts'

export function describeReport(report: DrillReport): string[] {
  const { stored, remembered, requests, kills, violations } = report
  const verdicts = Map.groupBy(
    stored.flatMap((one) => one.verdicts),
    ({ kind }) => kind,
  )
  const overtakings = listOvertakings(report)
  const most = (numbers: number[]): number => numbers.reduce((largest, one) => Math.max(largest, one), 0)
  return [
    '',
    row('killed', 'times', 'in flight, median', 'back after, median s', 'longest s'),
    ...victimKinds.map((kind) => {
      const ofKind = kills.filter((one) => one.kind === kind)
      const backAfter = ofKind.map(({ backAfterS }) => backAfterS ?? Infinity)
      const inFlight = ofKind.map(({ waiting, sending }) => waiting + sending)
      return row(
        kind,
        ofKind.length,
        ofKind.length === 0 ? '-' : median(inFlight),
        ofKind.length === 0 ? '-' : median(backAfter).toFixed(1),
        ofKind.length === 0 ? '-' : most(backAfter).toFixed(1),
      )
    }),
    '',
    `${remembered.length} submissions sent in ${requests} requests; ${stored.length} stored`,
    `verdicts: ${[...verdicts].map(([kind, list]) => `${list.length} ${kind}`).join(', ')}`,
    `gradings that a kill cut off: ${stored.reduce((sum, { triesLost }) => sum + triesLost, 0)}, of one submission at most ${most(stored.map(({ triesLost }) => triesLost))}`,
    `gradings of others while somebody's only submission waited: at most ${most(overtakings.map(({ byAll }) => byAll))}, of who has many ${most(overtakings.map(({ byEager }) => byEager))}`,
    violations.length === 0 ? 'nothing lost, nothing twice' : `${violations.length} promises broken:`,
    ...violations.map((violation) => `  ${violation}`),
  ]
}

function row(...cells: Array<string | number>): string {
  return cells.map((cell, index) => (index === 0 ? String(cell).padEnd(10) : String(cell).padStart(22))).join('')
}

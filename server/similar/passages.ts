/** What two texts have in common, as ranges of their lines. */
import type { Fragment, Region } from '@dodona/dolos-core'

import type { LineRange, Passage } from '@/course/similar/similarity.ts'

/** In the order of the left text; passages that overlap or touch on both sides are one. */
export function mergePassages(fragments: readonly Fragment[]): Passage[] {
  const passages: Passage[] = []
  const found = fragments
    .map(({ leftSelection, rightSelection }) => ({ left: linesOf(leftSelection), right: linesOf(rightSelection) }))
    .toSorted((a, b) => a.left.from - b.left.from || a.right.from - b.right.from)
  for (const passage of found) {
    const known = passages.find((one) => touch(one.left, passage.left) && touch(one.right, passage.right))
    if (known === undefined) passages.push(passage)
    else for (const side of ['left', 'right'] as const) known[side] = span(known[side], passage[side])
  }
  return passages
}

function touch(a: LineRange, b: LineRange): boolean {
  return a.from <= b.to + 1 && b.from <= a.to + 1
}

function span(a: LineRange, b: LineRange): LineRange {
  return { from: Math.min(a.from, b.from), to: Math.max(a.to, b.to) }
}

function linesOf({ startRow, endRow }: Region): LineRange {
  return { from: startRow, to: endRow }
}

export function countLines(ranges: readonly LineRange[]): number {
  return unite(ranges).reduce((sum, { from, to }) => sum + to - from + 1, 0)
}

/** Without overlaps, in order: ranges that touch are one. */
export function unite(ranges: readonly LineRange[]): LineRange[] {
  const united: LineRange[] = []
  for (const { from, to } of ranges.toSorted((a, b) => a.from - b.from)) {
    const last = united.at(-1)
    if (last !== undefined && from <= last.to + 1) last.to = Math.max(last.to, to)
    else united.push({ from, to })
  }
  return united
}

/** Differences between two texts, line by line: the longest common subsequence. */

export type DiffLine = { kind: 'same' | 'removed' | 'added'; text: string }

/** @returns lines that turn `before` into `after`, in reading order */
export function diffLines(before: string, after: string): DiffLine[] {
  const a = before.split('\n')
  const b = after.split('\n')
  let start = 0
  while (start < a.length && start < b.length && a[start] === b[start]) start++
  let end = 0
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++
  return [
    ...a.slice(0, start).map((text) => ({ kind: 'same' as const, text })),
    ...diffMiddle(a.slice(start, a.length - end), b.slice(start, b.length - end)),
    ...a.slice(a.length - end).map((text) => ({ kind: 'same' as const, text })),
  ]
}

function diffMiddle(a: string[], b: string[]): DiffLine[] {
  // Two long texts with nothing in common at either end: a table of millions of cells would tell no more than this.
  if (a.length * b.length > 4_000_000) return [...a.map(removed), ...b.map(added)]
  const width = b.length + 1
  // common[i·width + j]: length of the longest common subsequence of a from i on and b from j on.
  const common = new Uint32Array((a.length + 1) * width)
  const at = (i: number, j: number) => common[i * width + j] ?? 0
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      common[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))

  const lines: DiffLine[] = []
  let i = 0
  let j = 0
  while (i < a.length || j < b.length) {
    const [left, right] = [a[i], b[j]]
    if (left !== undefined && left === right) {
      lines.push({ kind: 'same', text: left })
      i++
      j++
    } else if (left !== undefined && (right === undefined || at(i + 1, j) >= at(i, j + 1))) {
      lines.push(removed(left))
      i++
    } else if (right !== undefined) {
      lines.push(added(right))
      j++
    }
  }
  return lines
}

const removed = (text: string): DiffLine => ({ kind: 'removed', text })
const added = (text: string): DiffLine => ({ kind: 'added', text })

export type DiffChunk = { kind: 'lines'; lines: DiffLine[] } | { kind: 'skipped'; count: number }

/** Leaves out long stretches that are the same, but for a few lines around each difference. */
export function foldDiff(lines: readonly DiffLine[], context = 2): DiffChunk[] {
  const near = lines.map((_, index) =>
    lines.slice(Math.max(0, index - context), index + context + 1).some((line) => line.kind !== 'same'),
  )
  const chunks: DiffChunk[] = []
  lines.forEach((line, index) => {
    const last = chunks.at(-1)
    if (near[index]) {
      if (last?.kind === 'lines') last.lines.push(line)
      else chunks.push({ kind: 'lines', lines: [line] })
    } else if (last?.kind === 'skipped') last.count++
    else chunks.push({ kind: 'skipped', count: 1 })
  })
  return chunks
}

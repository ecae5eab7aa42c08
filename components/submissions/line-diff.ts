/** Differences between two texts, line by line. */
import { diffArrays } from 'diff'

export type DiffLine = { kind: 'same' | 'removed' | 'added'; text: string }

/** The work grows with its square; two texts that differ in more have nothing to be read beside each other. */
const editsAtMost = 1_000

/** @returns lines that turn `before` into `after`, in reading order */
export function diffLines(before: string, after: string): DiffLine[] {
  const [a, b] = [before.split('\n'), after.split('\n')]
  const changes = diffArrays(a, b, { maxEditLength: editsAtMost }) ?? [
    { value: a, removed: true, added: false },
    { value: b, removed: false, added: true },
  ]
  return changes.flatMap(({ value, removed, added }) =>
    value.map((text) => ({ kind: removed ? 'removed' : added ? 'added' : 'same', text }) satisfies DiffLine),
  )
}

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

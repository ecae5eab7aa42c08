/** Widths of the outer panes as shares of the workbench. Pure. */
import { z } from 'zod'

export interface PaneSizes {
  task: number
  result: number
}

export const defaultSizes: PaneSizes = { task: 0.26, result: 0.34 }
export const paneLimits = { low: 0.15, high: 0.55 }
/** The editor keeps at least this share. */
const codeAtLeast = 0.2

/** Moves one edge; the other pane keeps its width, and the editor keeps its least. */
export function resizePane(sizes: PaneSizes, pane: keyof PaneSizes, share: number): PaneSizes {
  const other = pane === 'task' ? sizes.result : sizes.task
  const high = Math.min(paneLimits.high, 1 - codeAtLeast - other)
  return { ...sizes, [pane]: Math.min(high, Math.max(paneLimits.low, share)) }
}

const stored = z.object({ task: z.number(), result: z.number() })

/** @returns the defaults for what is not ours or does not fit */
export function parsePaneSizes(text: string | null): PaneSizes {
  try {
    const sizes = stored.parse(JSON.parse(text ?? ''))
    return resizePane(resizePane(defaultSizes, 'task', sizes.task), 'result', sizes.result)
  } catch {
    // Nothing stored yet, or something that is not ours.
    return defaultSizes
  }
}

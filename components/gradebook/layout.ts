/** Sizes in pixels: whole numbers, so that the place of any cell is a multiplication. */
export interface MatrixSizes {
  row: number
  head: number
  summary: number
  column: number
  first: number
  total: number
}

export const wideSizes: MatrixSizes = { row: 44, head: 84, summary: 34, column: 116, first: 232, total: 92 }
/** On a phone two columns stand between the frozen ones. */
export const narrowSizes: MatrixSizes = { row: 44, head: 84, summary: 34, column: 92, first: 116, total: 62 }

/** A column may be so much narrower when all of them fit then. */
const narrowestShare = 0.88

/**
 * Widths for the room that there is: all columns whole where they nearly fit, otherwise the last one that is seen is seen by half, so
 * that it neither is a sliver nor hides that there are more.
 * @param width of the whole table, frozen columns included
 */
export function fitColumns(sizes: MatrixSizes, { width, count }: { width: number; count: number }): MatrixSizes {
  const room = width - sizes.first - sizes.total
  const all = Math.floor(room / Math.max(1, count))
  if (all >= sizes.column) return sizes
  if (all >= sizes.column * narrowestShare) return { ...sizes, column: all }
  const whole = Math.max(1, Math.floor(room / sizes.column - 0.5))
  return { ...sizes, column: Math.max(sizes.column, Math.floor(room / (whole + 0.5))) }
}

/** Rows that are no learner's, and columns that are no assignment's. */
export const headRow = 'head'
export const summaryRow = 'summary'
export const learnerColumn = 'learner'
export const totalColumn = 'total'

export interface Place {
  row: string
  column: string
}

/** Where a key leads from a cell, in steps of rows and columns; the ends are reached by more steps than there are. */
export function stepOf(
  key: string,
  options: { control: boolean; page: number },
): { rows: number; columns: number } | null {
  const end = Number.MAX_SAFE_INTEGER
  const { control, page } = options
  switch (key) {
    case 'ArrowUp':
      return { rows: control ? -end : -1, columns: 0 }
    case 'ArrowDown':
      return { rows: control ? end : 1, columns: 0 }
    case 'ArrowLeft':
      return { rows: 0, columns: control ? -end : -1 }
    case 'ArrowRight':
      return { rows: 0, columns: control ? end : 1 }
    case 'Home':
      return { rows: control ? -end : 0, columns: -end }
    case 'End':
      return { rows: control ? end : 0, columns: end }
    case 'PageUp':
      return { rows: -page, columns: 0 }
    case 'PageDown':
      return { rows: page, columns: 0 }
    default:
      return null
  }
}

/** How far to scroll along one axis so that an item is seen whole beside what is frozen. */
export function revealOffset(item: { start: number; size: number }, view: { offset: number; size: number }): number {
  if (item.start < view.offset) return item.start
  return Math.max(view.offset, item.start + item.size - view.size)
}

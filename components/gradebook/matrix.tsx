'use client'

import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import { useFormatter } from 'next-intl'
import { useLayoutEffect, useMemo, useRef, useState, type KeyboardEvent, type MouseEvent, type FocusEvent } from 'react'

import { summariseColumns } from '@/course/gradebook/gradebook-order.ts'
import type { GradebookSort, Standing } from '@/course/gradebook/gradebook-order.ts'
import type { Gradebook, GradebookRow } from '@/course/gradebook/gradebook.ts'
import { headRow, learnerColumn, revealOffset, stepOf, summaryRow, totalColumn } from './layout.ts'
import type { MatrixSizes, Place } from './layout.ts'
import { MatrixHead } from './matrix-head.tsx'
import { MatrixRow } from './matrix-row.tsx'
import { useCellWords, useDueText } from './use-words.ts'

export interface OpenCell {
  userId: string
  assignmentId: string
}

interface Props {
  book: Gradebook
  /** Filtered and in order. */
  rows: readonly GradebookRow[]
  titles: Readonly<Record<string, string>>
  timeZone: string
  sizes: MatrixSizes
  sort: GradebookSort
  standing: Standing | null
  now: number
  open: OpenCell | null
  label: string
  onSort: (column: string) => void
  onOpen: (cell: OpenCell) => void
  onClose: () => void
}

/**
 * Learners by assignments. Only what is seen is drawn, and the cell that the keyboard is in, wherever that is: so the focus
 * stays when its cell is scrolled away. The place is kept by names, not by numbers: it stays when rows come, go and change order.
 */
export function Matrix(props: Props) {
  const { book, rows, sizes, sort } = props
  const scroller = useRef<HTMLDivElement>(null)
  const format = useFormatter()
  const words = useCellWords(props.now)
  const dueText = useDueText(props.timeZone)
  const [wanted, setActive] = useState<Place>({ row: headRow, column: learnerColumn })
  const hasFocus = useRef(false)

  const { assignments } = book
  const rowPlaces = useMemo(
    () => new Map([headRow, summaryRow, ...rows.map(({ learner }) => learner.id)].map((id, index) => [id, index])),
    [rows],
  )
  const columnIds = useMemo(() => [learnerColumn, ...assignments.map(({ id }) => id), totalColumn], [assignments])
  // Whoever left takes their cell along: the head is always there.
  const active: Place = {
    row: rowPlaces.has(wanted.row) ? wanted.row : headRow,
    column: columnIds.includes(wanted.column) ? wanted.column : learnerColumn,
  }
  const activeRow = (rowPlaces.get(active.row) ?? 0) - 2
  const activeColumn = columnIds.indexOf(active.column) - 1

  // Its functions are called here and given to nobody: nothing is memoised that they would make stale.
  // eslint-disable-next-line react-hooks/incompatible-library
  const rowVirtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => sizes.row,
    overscan: 6,
    rangeExtractor: (range) => withItem(defaultRangeExtractor(range), activeRow, rows.length),
    useFlushSync: false,
  })
  const columnVirtualizer = useVirtualizer({
    horizontal: true,
    count: assignments.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => sizes.column,
    overscan: 3,
    rangeExtractor: (range) => withItem(defaultRangeExtractor(range), activeColumn, assignments.length),
    useFlushSync: false,
  })
  useLayoutEffect(() => {
    rowVirtualizer.measure()
    columnVirtualizer.measure()
  }, [sizes, rowVirtualizer, columnVirtualizer])

  const drawnColumns = columnVirtualizer.getVirtualItems().map(({ index }) => index)
  const columnKey = drawnColumns.join(' ')
  // The same list as long as the same columns are drawn, or every row would be drawn anew at each step of scrolling.
  const columns = useMemo(() => (columnKey === '' ? [] : columnKey.split(' ').map(Number)), [columnKey])

  const summary = useMemo(() => summariseColumns(rows, assignments.length), [rows, assignments.length])
  const meanTotal = useMemo(
    () => (rows.length === 0 ? null : rows.reduce((sum, { total }) => sum + total, 0) / rows.length),
    [rows],
  )
  const percent = (share: number) => format.number(share, { style: 'percent', maximumFractionDigits: 0 })

  useLayoutEffect(() => {
    const element = scroller.current
    if (element === null || !hasFocus.current) return
    const cell = findCell(element, active)
    // After a step of the keyboard; and when the cell was drawn anew, or went away with its learner.
    if (cell !== null && cell !== document.activeElement && ownsFocus(element)) cell.focus({ preventScroll: true })
  })

  const goTo = (row: number, column: number) => {
    const element = scroller.current
    const target = { row: [...rowPlaces.keys()][row] ?? headRow, column: columnIds[column] ?? learnerColumn }
    setActive(target)
    if (element === null) return
    if (row >= 2) {
      const size = element.clientHeight - sizes.head - sizes.summary
      element.scrollTop = revealOffset(
        { start: (row - 2) * sizes.row, size: sizes.row },
        { offset: element.scrollTop, size },
      )
    }
    if (column >= 1 && column <= assignments.length) {
      const size = element.clientWidth - sizes.first - sizes.total
      element.scrollLeft = revealOffset(
        { start: (column - 1) * sizes.column, size: sizes.column },
        { offset: element.scrollLeft, size },
      )
    }
  }

  const act = (place: Place) => {
    if (place.row === headRow) props.onSort(place.column)
    else if (place.row !== summaryRow && assignments.some(({ id }) => id === place.column)) {
      props.onOpen({ userId: place.row, assignmentId: place.column })
    }
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey) return
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault()
      act(active)
      return
    }
    if (event.key === 'Escape') {
      props.onClose()
      return
    }
    const seen = (scroller.current?.clientHeight ?? 0) - sizes.head - sizes.summary
    const step = stepOf(event.key, {
      control: event.ctrlKey || event.metaKey,
      page: Math.max(1, Math.floor(seen / sizes.row) - 1),
    })
    if (step === null) return
    event.preventDefault()
    goTo(
      clamp((rowPlaces.get(active.row) ?? 0) + step.rows, rows.length + 1),
      clamp(columnIds.indexOf(active.column) + step.columns, columnIds.length - 1),
    )
  }

  const onClick = (event: MouseEvent) => {
    const place = placeOf(event.target)
    if (place === null) return
    setActive(place)
    act(place)
  }

  const onFocus = (event: FocusEvent) => {
    hasFocus.current = true
    const place = placeOf(event.target)
    if (place !== null && (place.row !== active.row || place.column !== active.column)) setActive(place)
  }

  const width = sizes.first + assignments.length * sizes.column + sizes.total
  return (
    <div
      ref={scroller}
      role="grid"
      aria-label={props.label}
      aria-rowcount={rows.length + 2}
      aria-colcount={columnIds.length}
      onKeyDown={onKeyDown}
      onClick={onClick}
      onFocus={onFocus}
      onBlur={(event) => {
        // A cell that is taken away has not given the focus to anybody.
        if (event.target.isConnected && !event.currentTarget.contains(event.relatedTarget)) hasFocus.current = false
      }}
      className="h-full min-h-0 flex-1 overflow-auto overscroll-contain bg-paper text-sm tabular-nums"
    >
      <div role="presentation" className="relative min-w-full" style={{ width }}>
        <MatrixHead
          book={book}
          titles={props.titles}
          dueText={dueText}
          sizes={sizes}
          columns={columns}
          words={words}
          sort={sort}
          summary={summary}
          meanTotal={meanTotal}
          percent={percent}
          activeHead={active.row === headRow ? active.column : null}
          activeSummary={active.row === summaryRow ? active.column : null}
        />
        <div role="rowgroup" className="relative" style={{ height: rows.length * sizes.row }}>
          {rowVirtualizer.getVirtualItems().map(({ index }) => {
            const row = rows[index]
            if (row === undefined) return null
            const { id } = row.learner
            return (
              <MatrixRow
                key={id}
                row={row}
                ariaRow={index + 3}
                top={index * sizes.row}
                sizes={sizes}
                assignments={assignments}
                columns={columns}
                words={words}
                active={active.row === id ? active.column : null}
                open={props.open?.userId === id ? props.open.assignmentId : null}
                standing={props.standing}
                now={props.now}
              />
            )
          })}
        </div>
      </div>
    </div>
  )
}

/** Puts the focus back into the grid, where it was. */
export function focusMatrixCell(place: OpenCell): void {
  const cell = document.querySelector<HTMLElement>(
    `[data-row="${CSS.escape(place.userId)}"] > [data-column="${CSS.escape(place.assignmentId)}"]`,
  )
  cell?.focus({ preventScroll: true })
}

function findCell(grid: HTMLElement, { row, column }: Place): HTMLElement | null {
  return grid.querySelector<HTMLElement>(`[data-row="${CSS.escape(row)}"] > [data-column="${CSS.escape(column)}"]`)
}

/** Nothing outside the grid has taken the focus. */
function ownsFocus(grid: HTMLElement): boolean {
  const { activeElement } = document
  return activeElement === null || activeElement === document.body || grid.contains(activeElement)
}

function placeOf(target: EventTarget): Place | null {
  if (!(target instanceof Element)) return null
  const column = target.closest('[data-column]')?.getAttribute('data-column')
  const row = target.closest('[data-row]')?.getAttribute('data-row')
  return column === null || column === undefined || row === null || row === undefined ? null : { row, column }
}

function withItem(range: number[], item: number, count: number): number[] {
  return item < 0 || item >= count || range.includes(item) ? range : [...range, item].toSorted((a, b) => a - b)
}

function clamp(value: number, most: number): number {
  return Math.min(most, Math.max(0, value))
}

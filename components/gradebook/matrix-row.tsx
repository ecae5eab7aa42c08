import { memo } from 'react'

import { hasStanding, isMissing } from '@/course/gradebook/gradebook-order.ts'
import type { Standing } from '@/course/gradebook/gradebook-order.ts'
import type { GradebookAssignment, GradebookRow } from '@/course/gradebook/gradebook.ts'
import { otherNameOf } from '@/course/classes/roster-name.ts'
import { CellMark } from './cell-mark.tsx'
import { learnerColumn, totalColumn } from './layout.ts'
import type { MatrixSizes } from './layout.ts'
import type { CellWords } from './use-words.ts'

export interface MatrixRowProps {
  row: GradebookRow
  /** In the grid, from 1. */
  ariaRow: number
  top: number
  sizes: MatrixSizes
  assignments: readonly GradebookAssignment[]
  /** Places of the assignments that are drawn. */
  columns: readonly number[]
  words: CellWords
  /** The column that the keyboard is in, if it is in this row. */
  active: string | null
  /** The assignment whose detail is open, if it is of this learner. */
  open: string | null
  /** Cells that have it are marked. */
  standing: Standing | null
  now: number
}

const edge =
  'absolute inset-y-0 flex items-center gap-1.5 overflow-hidden border-b border-hair px-2.5 outline-offset-[-2px]'
const frozen = 'sticky z-10 flex shrink-0 border-b border-hair bg-paper outline-offset-[-2px]'

/** Drawn again only when something of it changed: scrolling adds and takes away rows, and draws none anew. */
export const MatrixRow = memo(function MatrixRow(props: MatrixRowProps) {
  const { row, ariaRow, sizes, assignments, words, active, open, standing, now } = props
  const { learner, cells, total } = row
  const otherName = otherNameOf(learner)
  return (
    <div
      role="row"
      aria-rowindex={ariaRow}
      data-row={learner.id}
      className="group absolute left-0 flex w-full"
      style={{ top: props.top, height: sizes.row }}
    >
      <div
        role="rowheader"
        aria-colindex={1}
        data-column={learnerColumn}
        tabIndex={active === learnerColumn ? 0 : -1}
        className={`${frozen} left-0 flex-col justify-center border-r px-3 group-hover:bg-sunk`}
        style={{ width: sizes.first }}
      >
        <span className="truncate">{learner.name}</span>
        <span className="truncate text-xs text-soft">
          {otherName === null ? '' : `${otherName} · `}
          {learner.studentId ?? learner.email}
        </span>
      </div>
      {props.columns.map((place) => {
        const assignment = assignments[place]
        if (assignment === undefined) return null
        const cell = cells[place] ?? null
        const isWanted = standing !== null && hasStanding(cell, assignment, standing, now)
        return (
          <div
            key={assignment.id}
            role="gridcell"
            aria-colindex={place + 2}
            aria-selected={open === assignment.id}
            aria-label={words.describe(cell, assignment)}
            data-column={assignment.id}
            tabIndex={active === assignment.id ? 0 : -1}
            className={`${edge} cursor-pointer border-r ${isWanted ? 'bg-sunk' : 'group-hover:bg-sunk'} ${open === assignment.id ? 'shadow-[inset_0_0_0_2px_var(--accent)]' : isWanted ? 'shadow-[inset_0_-3px_0_0_var(--soft)]' : ''}`}
            style={{ left: sizes.first + place * sizes.column, width: sizes.column }}
          >
            <CellMark cell={cell} missing={isMissing(cell, assignment, now)} number={words.number} />
          </div>
        )
      })}
      <div
        role="gridcell"
        aria-colindex={assignments.length + 2}
        data-column={totalColumn}
        tabIndex={active === totalColumn ? 0 : -1}
        className={`${frozen} right-0 ml-auto items-center justify-end border-l px-3 group-hover:bg-sunk`}
        style={{ width: sizes.total }}
      >
        {words.number(Math.round(total * 10) / 10)}
      </div>
    </div>
  )
})

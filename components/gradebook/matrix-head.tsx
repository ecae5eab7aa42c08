import { useTranslations } from 'next-intl'

import type { ColumnSummary, GradebookSort } from '@/course/gradebook/gradebook-order.ts'
import type { Gradebook } from '@/course/gradebook/gradebook.ts'
import { headRow, learnerColumn, summaryRow, totalColumn } from './layout.ts'
import type { MatrixSizes } from './layout.ts'
import type { CellWords } from './use-words.ts'

export interface MatrixHeadProps {
  book: Gradebook
  titles: Readonly<Record<string, string>>
  dueText: (dueAt: number | null) => string
  sizes: MatrixSizes
  columns: readonly number[]
  words: CellWords
  sort: GradebookSort
  summary: readonly ColumnSummary[]
  meanTotal: number | null
  percent: (share: number) => string
  /** Where the keyboard is, if it is in one of these rows. */
  activeHead: string | null
  activeSummary: string | null
}

const frozen = 'sticky z-10 flex shrink-0 bg-paper outline-offset-[-2px]'
const cell = 'absolute inset-y-0 flex overflow-hidden px-2.5 outline-offset-[-2px]'

/** What each column is, and below it how the learners shown have done. */
export function MatrixHead(props: MatrixHeadProps) {
  const { book, sizes, columns, sort } = props
  const t = useTranslations('gradebook')
  const left = (place: number) => ({ left: sizes.first + place * sizes.column, width: sizes.column })
  const tab = (active: string | null, column: string) => (active === column ? 0 : -1)
  const lastColumn = book.assignments.length + 2
  return (
    <div role="rowgroup" className="sticky top-0 z-20 bg-paper">
      <div
        role="row"
        aria-rowindex={1}
        data-row={headRow}
        className="relative flex w-full text-soft"
        style={{ height: sizes.head }}
      >
        <div
          role="columnheader"
          aria-colindex={1}
          aria-sort={sortOf(sort, 'name', 'student-id')}
          data-column={learnerColumn}
          tabIndex={tab(props.activeHead, learnerColumn)}
          className={`${frozen} left-0 cursor-pointer flex-col justify-end border-r border-hair px-3 pb-2 hover:text-ink`}
          style={{ width: sizes.first }}
        >
          <span className="truncate font-medium">
            {t('learner')} <Arrow sort={sort} by={['name', 'student-id']} />
          </span>
          <span className="truncate text-xs">{t(sort.by === 'student-id' ? 'sort.studentId' : 'sort.name')}</span>
        </div>
        {columns.map((place) => {
          const assignment = book.assignments[place]
          if (assignment === undefined) return null
          const title = props.titles[assignment.slug] ?? assignment.slug
          return (
            <div
              key={assignment.id}
              role="columnheader"
              aria-colindex={place + 2}
              aria-sort={sortOf(sort, assignment.id)}
              data-column={assignment.id}
              tabIndex={tab(props.activeHead, assignment.id)}
              title={title}
              className={`${cell} cursor-pointer flex-col justify-end gap-0.5 pb-2 text-xs hover:text-ink`}
              style={left(place)}
            >
              <span className="line-clamp-2 leading-tight font-medium text-ink">{title}</span>
              <span className="truncate">{props.dueText(assignment.dueAt)}</span>
              <span className="truncate">
                {t('points', { points: props.words.number(assignment.points) })}{' '}
                <Arrow sort={sort} by={[assignment.id]} />
              </span>
            </div>
          )
        })}
        <div
          role="columnheader"
          aria-colindex={lastColumn}
          aria-sort={sortOf(sort, 'total')}
          data-column={totalColumn}
          tabIndex={tab(props.activeHead, totalColumn)}
          className={`${frozen} right-0 ml-auto cursor-pointer flex-col items-end justify-end border-l border-hair px-3 pb-2 hover:text-ink`}
          style={{ width: sizes.total }}
        >
          <span className="font-medium">
            {t('total')} <Arrow sort={sort} by={['total']} />
          </span>
          <span className="text-xs">{t('outOf', { points: props.words.number(book.outOf) })}</span>
        </div>
      </div>
      <div
        role="row"
        aria-rowindex={2}
        data-row={summaryRow}
        className="relative flex w-full border-y border-hair text-xs text-soft"
        style={{ height: sizes.summary }}
      >
        <div
          role="rowheader"
          aria-colindex={1}
          data-column={learnerColumn}
          tabIndex={tab(props.activeSummary, learnerColumn)}
          className={`${frozen} left-0 items-center border-r border-hair px-3`}
          style={{ width: sizes.first }}
        >
          <span className="truncate">{t('summary')}</span>
        </div>
        {columns.map((place) => {
          const assignment = book.assignments[place]
          const figures = props.summary[place]
          if (assignment === undefined || figures === undefined) return null
          const { meanPoints, withPoints, passedShare } = figures
          const mean = meanPoints === null ? '–' : props.words.number(Math.round(meanPoints * 10) / 10)
          const share = passedShare === null ? '–' : props.percent(passedShare)
          return (
            <div
              key={assignment.id}
              role="gridcell"
              aria-colindex={place + 2}
              aria-label={t('summaryCell', { mean, share, count: withPoints })}
              title={t('summaryCell', { mean, share, count: withPoints })}
              data-column={assignment.id}
              tabIndex={tab(props.activeSummary, assignment.id)}
              className={`${cell} items-center justify-between border-r border-hair`}
              style={left(place)}
            >
              <span>{mean}</span>
              <span>
                <span className="text-good">✓</span> {share}
              </span>
            </div>
          )
        })}
        <div
          role="gridcell"
          aria-colindex={lastColumn}
          data-column={totalColumn}
          title={t('summaryTotal')}
          tabIndex={tab(props.activeSummary, totalColumn)}
          className={`${frozen} right-0 ml-auto items-center justify-end border-l border-hair px-3`}
          style={{ width: sizes.total }}
        >
          {props.meanTotal === null ? '–' : props.words.number(Math.round(props.meanTotal * 10) / 10)}
        </div>
      </div>
    </div>
  )
}

function sortOf(sort: GradebookSort, ...by: string[]): 'ascending' | 'descending' | 'none' {
  if (!by.includes(sort.by)) return 'none'
  return sort.descending ? 'descending' : 'ascending'
}

function Arrow({ sort, by }: { sort: GradebookSort; by: string[] }) {
  if (!by.includes(sort.by)) return null
  return (
    <span aria-hidden="true" className="text-accent">
      {sort.descending ? '↓' : '↑'}
    </span>
  )
}

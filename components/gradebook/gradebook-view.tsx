'use client'

import { useLocale, useTranslations } from 'next-intl'
import {
  useCallback,
  useDeferredValue,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
  type ReactNode,
} from 'react'

import { filterRows, orderRows } from '@/course/gradebook/gradebook-order.ts'
import type { GradebookFilter, GradebookSort } from '@/course/gradebook/gradebook-order.ts'
import type { Gradebook } from '@/course/gradebook/gradebook.ts'
import { useWidth } from '../plots/use-width.ts'
import { EmptyState } from '../ui/page.tsx'
import { useErrorText } from '../form/use-error-text.ts'
import { CellPanel } from './cell-panel.tsx'
import { GradebookToolbar } from './gradebook-toolbar.tsx'
import { fitColumns, learnerColumn, narrowSizes, totalColumn, wideSizes } from './layout.ts'
import { focusMatrixCell, Matrix } from './matrix.tsx'
import type { OpenCell } from './matrix.tsx'
import { useGradebook } from './use-gradebook.ts'

interface Props {
  classroomId: string
  timeZone: string
  /** Exercise titles by slug. */
  titles: Readonly<Record<string, string>>
  label: string
  /** How people join, to be told where nobody has. */
  joinCode: string
  /** When the page was made: what is due by then and not there is missing. */
  now: number
  /** In place of the table until it is read. */
  skeleton: ReactNode
}

/** Learners × assignments, read once and then kept up to date. */
export function GradebookView(props: Props) {
  const t = useTranslations('gradebook')
  const errorText = useErrorText()
  const { loaded, refresh } = useGradebook(props.classroomId)
  if (loaded.kind === 'loading') return props.skeleton
  if (loaded.kind === 'failed') {
    return (
      <EmptyState
        text={<span role="alert">{errorText(loaded.code)}</span>}
        action={
          <button type="button" className="btn" onClick={() => window.location.reload()}>
            {t('reload')}
          </button>
        }
      />
    )
  }
  if (loaded.book.rows.length === 0) return <EmptyState text={t('noLearners', { code: props.joinCode })} />
  if (loaded.book.assignments.length === 0) return <EmptyState text={t('noAssignments')} />
  return <LoadedGradebook {...props} book={loaded.book} refresh={refresh} />
}

function LoadedGradebook(props: Props & { book: Gradebook; refresh: (learners: readonly string[]) => void }) {
  const { book, classroomId, titles, now, refresh } = props
  const t = useTranslations('gradebook')
  const locale = useLocale()
  const [filter, setFilter] = useState<GradebookFilter>({ text: '', standing: null })
  const [sort, setSort] = useState<GradebookSort>({ by: 'name', descending: false })
  const [open, setOpen] = useState<OpenCell | null>(null)
  const isNarrow = useNarrow()
  const [room, width] = useWidth<HTMLDivElement>(0)
  const plain = isNarrow ? narrowSizes : wideSizes
  const count = book.assignments.length
  // The same object as long as nothing of it changes, or every row would be drawn anew.
  const sizes = useMemo(() => (width === 0 ? plain : fitColumns(plain, { width, count })), [plain, width, count])
  // Typing stays quick: the table follows when there is time.
  const wanted = useDeferredValue(filter)
  const rows = useMemo(
    () => orderRows(filterRows(book, wanted, now), sort, { assignments: book.assignments, locale }),
    [book, wanted, sort, now, locale],
  )
  const openRow = open === null ? undefined : book.rows.find(({ learner }) => learner.id === open.userId)
  const openAssignment = book.assignments.find(({ id }) => id === open?.assignmentId)

  const card = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // There the detail covers the lower half of the screen: the table stays in view above it.
    if (open !== null && isNarrow) card.current?.scrollIntoView({ block: 'start' })
  }, [open, isNarrow])

  const close = useCallback(() => {
    if (open !== null) focusMatrixCell(open)
    setOpen(null)
  }, [open])

  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="mx-auto w-full max-w-6xl">
        <GradebookToolbar
          filter={filter}
          onFilter={setFilter}
          sort={sort}
          onSort={setSort}
          assignments={book.assignments}
          titles={titles}
        />
        <p role="status" className="py-2 text-sm text-soft">
          {t('shown', { shown: rows.length, all: book.rows.length })}
        </p>
      </div>
      <div
        ref={card}
        className="card flex h-[max(22rem,calc(100dvh-20rem))] overflow-hidden max-sm:-mx-4 max-sm:rounded-none max-sm:border-x-0"
      >
        <div ref={room} className="relative min-w-0 flex-1">
          <div className="absolute inset-0 flex">
            <Matrix
              book={book}
              rows={rows}
              titles={titles}
              timeZone={props.timeZone}
              sizes={sizes}
              sort={sort}
              standing={wanted.standing}
              now={now}
              open={open}
              label={props.label}
              onSort={(column) => setSort((before) => nextSort(before, column))}
              onOpen={setOpen}
              onClose={close}
            />
          </div>
        </div>
        {open !== null && openRow !== undefined && openAssignment !== undefined ? (
          <CellPanel
            key={`${open.userId} ${open.assignmentId}`}
            classroomId={classroomId}
            timeZone={props.timeZone}
            cell={open}
            row={openRow}
            title={titles[openAssignment.slug] ?? openAssignment.slug}
            onClose={close}
            onChanged={(userId) => refresh([userId])}
          />
        ) : null}
      </div>
    </div>
  )
}

/** Names go up first, points down; the column of names knows two orders. */
function nextSort(before: GradebookSort, column: string): GradebookSort {
  if (column === learnerColumn) {
    if (before.by === 'name')
      return before.descending ? { by: 'student-id', descending: false } : { by: 'name', descending: true }
    if (before.by === 'student-id' && !before.descending) return { by: 'student-id', descending: true }
    return { by: 'name', descending: false }
  }
  const by = column === totalColumn ? 'total' : column
  return { by, descending: before.by === by ? !before.descending : true }
}

const narrow = '(width < 40rem)'

function useNarrow(): boolean {
  return useSyncExternalStore(
    (changed) => {
      const query = window.matchMedia(narrow)
      query.addEventListener('change', changed)
      return () => query.removeEventListener('change', changed)
    },
    () => window.matchMedia(narrow).matches,
    () => false,
  )
}

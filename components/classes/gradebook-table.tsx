import { useFormatter, useTranslations } from 'next-intl'

import type { Gradebook, GradebookCell } from '@/course/gradebook.ts'
import { Link } from '@/i18n/navigation.ts'

interface Props {
  gradebook: Gradebook
  /** Exercise titles by slug. */
  titles: ReadonlyMap<string, string>
  label: string
}

/** Learners by assignments. The first row and the first column stay while the rest scrolls. */
export function GradebookTable({ gradebook, titles, label }: Props) {
  const t = useTranslations('classes')
  const format = useFormatter()
  const head = 'sticky top-0 z-10 border-b border-hair bg-paper px-3 py-2 text-left align-bottom font-medium text-soft'
  return (
    <>
      {/* Focusable, so that the keyboard can scroll it. */}
      <div
        role="region"
        aria-label={label}
        tabIndex={0}
        className="card relative max-h-[max(20rem,calc(100dvh-16rem))] overflow-auto bg-paper"
      >
        <table className="w-max min-w-full border-separate border-spacing-0 text-sm tabular-nums">
          <thead>
            <tr>
              <th scope="col" className={`${head} left-0 z-20 border-r`}>
                {t('learner')}
              </th>
              {gradebook.assignments.map(({ id, slug }) => (
                <th key={id} scope="col" className={`${head} min-w-24 max-w-36`}>
                  {titles.get(slug) ?? slug}
                </th>
              ))}
              <th scope="col" className={`${head} text-right`}>
                {t('total')}
              </th>
            </tr>
          </thead>
          <tbody>
            {gradebook.rows.map(({ learner, cells, total }) => (
              <tr key={learner.id}>
                <th
                  scope="row"
                  className="sticky left-0 z-10 max-w-44 border-b border-r border-hair bg-paper px-3 py-1.5 text-left font-normal sm:max-w-64"
                >
                  <span className="block truncate">{learner.name}</span>
                  <span className="block truncate text-xs text-soft">{learner.email}</span>
                </th>
                {cells.map((cell, index) => (
                  <td key={gradebook.assignments[index]?.id ?? index} className="border-b border-r border-hair p-0">
                    <Cell cell={cell} />
                  </td>
                ))}
                <td className="border-b border-hair px-3 text-right">
                  {format.number(total, { maximumFractionDigits: 1 })}
                  <span className="text-soft"> / {format.number(gradebook.outOf)}</span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Legend />
    </>
  )
}

/** Verdict by sign and colour, the score in hundredths, a dot for late, small the attempts. */
function Cell({ cell }: { cell: GradebookCell | null }) {
  const t = useTranslations('classes')
  const common = useTranslations('common')
  if (cell === null || cell.submissionId === null)
    return (
      <span className="flex h-11 items-center px-3 text-soft">
        <span aria-hidden="true">·</span>
        <span className="sr-only">{t('cell.none')}</span>
      </span>
    )
  const verdict = cell.kind === null ? t('cell.queued') : common(`kinds.${cell.kind}`)
  const spoken = [
    verdict,
    cell.score === null ? null : String(Math.round(cell.score * 100)),
    cell.late ? t('cell.late') : null,
    t('cell.attempts', { count: cell.attempts }),
  ]
  return (
    <Link
      href={`/submissions/${cell.submissionId}`}
      title={verdict}
      aria-label={spoken.filter((part) => part !== null).join(', ')}
      className={`flex h-11 items-center gap-1.5 px-3 no-underline hover:bg-sunk ${toneOf(cell)}`}
    >
      <span aria-hidden="true">{signOf(cell)}</span>
      <span>{cell.score === null ? '' : Math.round(cell.score * 100)}</span>
      {cell.late ? (
        <span aria-hidden="true" className="text-bad">
          •
        </span>
      ) : null}
      <span className="ml-auto pl-2 text-xs text-soft">{cell.attempts}</span>
    </Link>
  )
}

function signOf(cell: GradebookCell): string {
  if (cell.kind === null) return '…'
  if (cell.kind === 'passed') return '✓'
  return cell.kind === 'failed' ? '◐' : '✕'
}

function toneOf(cell: GradebookCell): string {
  if (cell.kind === 'passed') return 'text-good'
  return cell.kind === null || cell.kind === 'failed' ? 'text-ink' : 'text-bad'
}

function Legend() {
  const t = useTranslations('classes.legend')
  return (
    <ul className="mt-3 flex flex-wrap gap-x-5 gap-y-1 text-sm text-soft">
      <li>
        <span className="text-good">✓</span> {t('passed')}
      </li>
      <li>◐ {t('partly')}</li>
      <li>
        <span className="text-bad">✕</span> {t('stopped')}
      </li>
      <li>
        <span className="text-bad">•</span> {t('late')}
      </li>
      <li>{t('attempts')}</li>
    </ul>
  )
}

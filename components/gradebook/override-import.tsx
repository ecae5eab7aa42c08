'use client'

import { useFormatter, useTranslations } from 'next-intl'

import { overrideTableApi } from '@/contracts/override-table.ts'
import type { OverrideTablePreview } from '@/contracts/override-table.ts'

import { ChangeRow, ChangeTable } from '../tables/change-table.tsx'
import { ImportTable } from '../tables/import-table.tsx'

interface Props {
  classroomId: string
  titles: Readonly<Record<string, string>>
  onClose: () => void
}

const fileLimitBytes = 16_000_000
/** A preview is looked over, not read through. */
const shownChanges = 200

/** A table of points is looked at first: what it would change, by name. Then all of it is done, or nothing. */
export function OverrideImport({ classroomId, titles, onClose }: Props) {
  const t = useTranslations('gradebook.tables')
  const params = { id: classroomId }
  return (
    <div className="space-y-4 text-sm">
      <p className="text-soft">{t('text')}</p>
      <ImportTable<OverrideTablePreview>
        words={{
          file: t('file'),
          working: t('working'),
          commit: (count) => t('commit', { count }),
          done: (count) => t('done', { count }),
        }}
        limitBytes={fileLimitBytes}
        look={(change, text) => change(overrideTableApi.preview, { params, body: { text } })}
        commit={(change, { isConfirmed, ...asked }) =>
          change(overrideTableApi.import, { params, body: { ...asked, bonusesConfirmed: isConfirmed } })
        }
        countOf={({ changes }) => changes.length}
        questionOf={({ bonuses: count }) => (count > 0 ? t('confirmBonuses', { count }) : null)}
        beside={
          <button type="button" className="btn btn-quiet ml-auto" onClick={onClose}>
            {t('close')}
          </button>
        }
      >
        {(plan) => (plan.problems.length > 0 ? null : <Changes plan={plan} titles={titles} />)}
      </ImportTable>
    </div>
  )
}

const columns = ['learner', 'assignment', 'from', 'to', 'reason'] as const

function Changes({ plan, titles }: { plan: OverrideTablePreview; titles: Readonly<Record<string, string>> }) {
  const t = useTranslations('gradebook.tables')
  const format = useFormatter()
  const points = (value: number | null) =>
    value === null ? t('machine') : format.number(value, { maximumFractionDigits: 4 })
  const { changes, unchanged } = plan
  return (
    <section aria-label={t('preview')}>
      <p className="mb-2 font-medium">{t('changes', { count: changes.length })}</p>
      {changes.length === 0 ? null : (
        <ChangeTable label={t('preview')} columns={columns.map((column) => t(`columns.${column}`))} height="max-h-80">
          {changes.slice(0, shownChanges).map(({ line, name, slug, from, to, outOf, reason }) => (
            <ChangeRow key={line} head={name}>
              <td className="px-3 py-1.5">{titles[slug] ?? slug}</td>
              <td className="px-3 py-1.5 text-soft tabular-nums">{points(from)}</td>
              <td className="px-3 py-1.5 tabular-nums">
                {points(to)}
                {to !== null && to > outOf ? (
                  <span className="block text-xs text-bad">{t('moreThan', { outOf: points(outOf) })}</span>
                ) : null}
              </td>
              <td className="px-3 py-1.5 text-soft">{reason}</td>
            </ChangeRow>
          ))}
        </ChangeTable>
      )}
      {plan.outside.length === 0 ? null : (
        <div className="mt-2">
          <p>{t('outside')}</p>
          <ul className="list-disc pl-5 text-soft">
            {plan.outside.map(({ column, lines, count }) => (
              <li key={column}>
                {t('outsideColumn', { column, count, lines: lines.join(', '), more: count - lines.length })}
              </li>
            ))}
          </ul>
        </div>
      )}
      {plan.ignoredColumns.length === 0 ? null : (
        <p className="mt-2 text-soft">{t('ignored', { columns: plan.ignoredColumns.join(', ') })}</p>
      )}
      <p className="mt-2 text-soft">
        {changes.length > shownChanges ? `${t('more', { count: changes.length - shownChanges })} ` : ''}
        {t('unchanged', { count: unchanged })}
      </p>
    </section>
  )
}

'use client'

import { useFormatter, useTranslations } from 'next-intl'
import { useState } from 'react'

import { readProblems } from '@/contracts/line-problem.ts'
import { overrideTableApi } from '@/contracts/override-table.ts'
import type { OverrideTablePreview } from '@/contracts/override-table.ts'
import type { LineProblem } from '@/course/tables/line-problem.ts'
import { LineProblems } from '../classes/line-problems.tsx'
import { readTableFile } from '../classes/read-table-file.ts'
import { ConfirmBox } from '../ui/confirm-box.tsx'
import { FormMessage } from '../form/field.tsx'
import { useChange } from '../form/use-change.ts'

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
  const { pending, failure, change } = useChange()
  const [text, setText] = useState('')
  const [seen, setSeen] = useState<OverrideTablePreview | null>(null)
  const [problems, setProblems] = useState<LineProblem[]>([])
  const [done, setDone] = useState<number | null>(null)
  const [confirmed, setConfirmed] = useState(false)

  const look = async (file: File) => {
    setSeen(null)
    setDone(null)
    setProblems([])
    setConfirmed(false)
    if (file.size > fileLimitBytes) {
      setProblems([{ line: 1, code: 'too-large' }])
      return
    }
    const read = await readTableFile(file)
    if ('problem' in read) {
      setProblems([read.problem])
      return
    }
    const typed = read.text
    setText(typed)
    const result = await change(overrideTableApi.preview, { params: { id: classroomId }, body: { text: typed } })
    const plan = result.ok ? result.value : null
    setSeen(plan)
    setProblems(plan?.problems ?? readProblems(result))
  }
  const commit = async (plan: OverrideTablePreview) => {
    const body = { text, fingerprint: plan.fingerprint, bonusesConfirmed: confirmed }
    const result = await change(overrideTableApi.import, { params: { id: classroomId }, body })
    setSeen(null)
    if (result.ok) setDone(plan.changes.length)
    else setProblems(readProblems(result))
  }

  return (
    <div className="space-y-4 text-sm">
      <p className="text-soft">{t('text')}</p>
      <div className="flex flex-wrap items-center gap-3">
        <label className="btn cursor-pointer focus-within:outline-2 focus-within:outline-focus">
          {pending ? t('working') : t('file')}
          <input
            type="file"
            accept=".csv,.tsv,.txt,text/csv"
            className="sr-only"
            disabled={pending}
            onChange={(event) => {
              const file = event.target.files?.[0]
              if (file) void look(file)
              // The same file, corrected, may be chosen again.
              event.target.value = ''
            }}
          />
        </label>
        {seen !== null && problems.length === 0 && seen.changes.length > 0 ? (
          <button
            type="button"
            className="btn btn-primary"
            disabled={pending || (seen.bonuses > 0 && !confirmed)}
            onClick={() => void commit(seen)}
          >
            {t('commit', { count: seen.changes.length })}
          </button>
        ) : null}
        <button type="button" className="btn btn-quiet ml-auto" onClick={onClose}>
          {t('close')}
        </button>
      </div>
      {seen !== null && problems.length === 0 && seen.bonuses > 0 ? (
        <ConfirmBox label={t('confirmBonuses', { count: seen.bonuses })} checked={confirmed} onChange={setConfirmed} />
      ) : null}
      {problems.length > 0 ? <LineProblems problems={problems} /> : <FormMessage text={failure} />}
      <FormMessage text={done === null ? null : t('done', { count: done })} tone="good" />
      {seen === null || problems.length > 0 ? null : <Changes plan={seen} titles={titles} />}
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
        <div className="card max-h-80 overflow-auto" tabIndex={0} role="region" aria-label={t('preview')}>
          <table className="w-full">
            <thead className="text-left text-soft">
              <tr className="border-b border-hair">
                {columns.map((column) => (
                  <th key={column} scope="col" className="px-3 py-2 font-medium">
                    {t(`columns.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {changes.slice(0, shownChanges).map(({ line, name, slug, from, to, outOf, reason }) => (
                <tr key={line} className="border-b border-hair last:border-0">
                  <th scope="row" className="px-3 py-1.5 text-left font-normal">
                    {name}
                  </th>
                  <td className="px-3 py-1.5">{titles[slug] ?? slug}</td>
                  <td className="px-3 py-1.5 text-soft tabular-nums">{points(from)}</td>
                  <td className="px-3 py-1.5 tabular-nums">
                    {points(to)}
                    {to !== null && to > outOf ? (
                      <span className="block text-xs text-bad">{t('moreThan', { outOf: points(outOf) })}</span>
                    ) : null}
                  </td>
                  <td className="px-3 py-1.5 text-soft">{reason}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
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

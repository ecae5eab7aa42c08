'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'

import { readProblems } from '@/contracts/line-problem.ts'
import { rosterApi } from '@/contracts/people.ts'
import type { RosterPreview } from '@/contracts/people.ts'
import type { LineProblem } from '@/course/tables/line-problem.ts'

import { ConfirmBox } from '../ui/confirm-box.tsx'
import { FormMessage } from '../form/field.tsx'
import { useChange } from '../form/use-change.ts'
import { LineProblems } from './line-problems.tsx'
import { readTableFile } from './read-table-file.ts'

const columns = ['who', 'what', 'before', 'after'] as const

/** A roster is looked at first: what it would change, line by line. Then all of it is done, or nothing. */
export function RosterImport({ classroomId }: { classroomId: string }) {
  const t = useTranslations('people.roster')
  const [text, setText] = useState('')
  const [seen, setSeen] = useState<RosterPreview | null>(null)
  const [problems, setProblems] = useState<LineProblem[]>([])
  const [done, setDone] = useState<number | null>(null)
  const [confirmed, setConfirmed] = useState(false)
  const [isGuessed, setGuessed] = useState(false)
  const { pending, failure, change } = useChange()

  const edit = (typed: string) => {
    setText(typed)
    setSeen(null)
    setProblems([])
    setDone(null)
    setConfirmed(false)
    setGuessed(false)
  }
  const choose = async (file: File) => {
    const read = await readTableFile(file)
    edit('text' in read ? read.text : '')
    if ('problem' in read) setProblems([read.problem])
    else setGuessed(read.isGuessed)
  }
  const look = async () => {
    const result = await change(rosterApi.preview, { params: { id: classroomId }, body: { text } })
    const plan = result.ok ? result.value : null
    setSeen(plan)
    setConfirmed(false)
    setProblems(plan?.problems ?? readProblems(result))
  }
  const commit = async (plan: RosterPreview) => {
    const body = { text, fingerprint: plan.fingerprint, instructorsConfirmed: confirmed }
    const result = await change(rosterApi.import, { params: { id: classroomId }, body })
    if (!result.ok) {
      setProblems(readProblems(result))
      return
    }
    edit('')
    setDone(plan.changes.filter(({ kind }) => kind !== 'none').length)
  }

  return (
    <div className="space-y-4">
      <p className="max-w-2xl text-soft">{t('text')}</p>
      <div className="flex flex-wrap items-center gap-3">
        <label className="btn cursor-pointer focus-within:outline-2 focus-within:outline-focus">
          {t('chooseFile')}
          <input
            type="file"
            accept=".csv,.tsv,.txt,text/csv"
            className="sr-only"
            onChange={(event) => {
              const file = event.target.files?.[0]
              if (file) void choose(file)
              // The same file, corrected, may be chosen again.
              event.target.value = ''
            }}
          />
        </label>
        <span className="text-sm text-soft">{t('orPaste')}</span>
      </div>
      <textarea
        aria-label={t('field')}
        className="field h-36 font-mono text-sm"
        spellCheck={false}
        placeholder={'email,name,role,student_id\nada@example.org,Ada Lovelace,learner,20260001'}
        value={text}
        onChange={(event) => edit(event.target.value)}
      />
      <div className="flex flex-wrap gap-3">
        <button type="button" className="btn" disabled={pending || text.trim() === ''} onClick={() => void look()}>
          {pending ? t('looking') : t('preview')}
        </button>
        {seen !== null && problems.length === 0 ? (
          <button
            type="button"
            className="btn btn-primary"
            disabled={
              pending || seen.changes.every(({ kind }) => kind === 'none') || (seen.newInstructors > 0 && !confirmed)
            }
            onClick={() => void commit(seen)}
          >
            {t('commit', { count: seen.changes.filter(({ kind }) => kind !== 'none').length })}
          </button>
        ) : null}
      </div>
      {seen !== null && problems.length === 0 && seen.newInstructors > 0 ? (
        <ConfirmBox
          label={t('confirmInstructors', { count: seen.newInstructors })}
          checked={confirmed}
          onChange={setConfirmed}
        />
      ) : null}
      {isGuessed ? <p className="text-sm">{t('guessed')}</p> : null}
      {problems.length > 0 ? <LineProblems problems={problems} /> : <FormMessage text={failure} />}
      <FormMessage text={done === null ? null : t('done', { count: done })} tone="good" />
      {seen === null ? null : <Changes plan={seen} />}
    </div>
  )
}

function Changes({ plan }: { plan: RosterPreview }) {
  const t = useTranslations('people.roster')
  const classes = useTranslations('classes')
  const common = useTranslations('common')
  const unchanged = plan.changes.filter(({ kind }) => kind === 'none').length
  const standingText = (one: RosterPreview['changes'][number]['to']) =>
    [one.rosterName, classes(`role.${one.role}`), one.studentId].filter((part) => part !== null).join(' · ')
  return (
    <section aria-label={t('preview')}>
      {plan.ignoredColumns.length > 0 ? (
        <p className="mb-2 text-sm text-soft">{t('ignored', { columns: plan.ignoredColumns.join(common('comma')) })}</p>
      ) : null}
      {plan.leftOut.length > 0 ? (
        <p className="mb-2 text-sm text-soft">{t('leftOut', { lines: plan.leftOut.join(', ') })}</p>
      ) : null}
      {plan.changes.length > unchanged ? (
        <div className="card max-h-96 overflow-auto" tabIndex={0} role="region" aria-label={t('changes')}>
          <table className="w-full text-sm">
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
              {plan.changes
                .filter(({ kind }) => kind !== 'none')
                .map(({ line, email, name, kind, from, to }) => (
                  <tr key={line} className="border-b border-hair last:border-0">
                    <th scope="row" className="px-3 py-1.5 text-left font-normal">
                      {name === '' ? email : name}
                      {name === '' ? null : <span className="block text-xs text-soft">{email}</span>}
                    </th>
                    <td className="px-3 py-1.5 whitespace-nowrap">{t(`kinds.${kind}`)}</td>
                    <td className="px-3 py-1.5 text-soft">{from === null ? '–' : standingText(from)}</td>
                    <td className="px-3 py-1.5">{standingText(to)}</td>
                  </tr>
                ))}
            </tbody>
          </table>
        </div>
      ) : null}
      <p className="mt-2 text-sm text-soft">{t('unchanged', { count: unchanged })}</p>
    </section>
  )
}

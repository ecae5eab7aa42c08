'use client'

import { useTranslations } from 'next-intl'

import { rosterApi } from '@/contracts/people.ts'
import type { RosterPreview } from '@/contracts/people.ts'

import { ChangeRow, ChangeTable } from '../tables/change-table.tsx'
import { ImportTable } from '../tables/import-table.tsx'

/** A roster is looked at first: what it would change, line by line. Then all of it is done, or nothing. */
export function RosterImport({ classroomId }: { classroomId: string }) {
  const t = useTranslations('people.roster')
  const params = { id: classroomId }
  return (
    <div className="space-y-4">
      <p className="max-w-2xl text-soft">{t('text')}</p>
      <ImportTable<RosterPreview>
        words={{
          file: t('chooseFile'),
          working: t('looking'),
          commit: (count) => t('commit', { count }),
          done: (count) => t('done', { count }),
          guessed: t('guessed'),
        }}
        paste={{
          or: t('orPaste'),
          field: t('field'),
          example: 'email,name,role,student_id\nada@example.org,Ada Lovelace,learner,20260001',
          look: t('preview'),
        }}
        look={(change, text) => change(rosterApi.preview, { params, body: { text } })}
        commit={(change, { isConfirmed, ...asked }) =>
          change(rosterApi.import, { params, body: { ...asked, instructorsConfirmed: isConfirmed } })
        }
        countOf={(plan) => changesOf(plan).length}
        questionOf={({ newInstructors: count }) => (count > 0 ? t('confirmInstructors', { count }) : null)}
      >
        {(plan) => <Changes plan={plan} />}
      </ImportTable>
    </div>
  )
}

function changesOf({ changes }: RosterPreview): RosterPreview['changes'] {
  return changes.filter(({ kind }) => kind !== 'none')
}

const columns = ['who', 'what', 'before', 'after'] as const

function Changes({ plan }: { plan: RosterPreview }) {
  const t = useTranslations('people.roster')
  const classes = useTranslations('classes')
  const common = useTranslations('common')
  const changes = changesOf(plan)
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
      {changes.length > 0 ? (
        <ChangeTable label={t('changes')} columns={columns.map((column) => t(`columns.${column}`))} height="max-h-96">
          {changes.map(({ line, email, name, kind, from, to }) => (
            <ChangeRow
              key={line}
              head={
                <>
                  {name === '' ? email : name}
                  {name === '' ? null : <span className="block text-xs text-soft">{email}</span>}
                </>
              }
            >
              <td className="px-3 py-1.5 whitespace-nowrap">{t(`kinds.${kind}`)}</td>
              <td className="px-3 py-1.5 text-soft">{from === null ? '–' : standingText(from)}</td>
              <td className="px-3 py-1.5">{standingText(to)}</td>
            </ChangeRow>
          ))}
        </ChangeTable>
      ) : null}
      <p className="mt-2 text-sm text-soft">{t('unchanged', { count: plan.changes.length - changes.length })}</p>
    </section>
  )
}

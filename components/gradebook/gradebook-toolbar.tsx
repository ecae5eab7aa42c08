import { useTranslations } from 'next-intl'

import { standings } from '@/course/gradebook/gradebook-order.ts'
import type { GradebookFilter, GradebookSort } from '@/course/gradebook/gradebook-order.ts'
import type { GradebookAssignment } from '@/course/gradebook/gradebook.ts'

interface Props {
  filter: GradebookFilter
  onFilter: (filter: GradebookFilter) => void
  sort: GradebookSort
  onSort: (sort: GradebookSort) => void
  assignments: readonly GradebookAssignment[]
  titles: Readonly<Record<string, string>>
}

/** Whom to show, and in which order. */
export function GradebookToolbar({ filter, onFilter, sort, onSort, assignments, titles }: Props) {
  const t = useTranslations('gradebook')
  return (
    <div className="grid grid-cols-2 gap-3 sm:flex sm:flex-wrap sm:items-end">
      <label className="col-span-2 block sm:w-64">
        <span className="mb-1 block text-sm font-medium">{t('filter.text')}</span>
        <input
          type="search"
          className="field"
          placeholder={t('filter.textHint')}
          value={filter.text}
          onChange={(event) => onFilter({ ...filter, text: event.target.value })}
        />
      </label>
      <label className="block sm:w-64">
        <span className="mb-1 block text-sm font-medium">{t('filter.standing')}</span>
        <select
          className="field"
          value={filter.standing ?? ''}
          onChange={(event) =>
            onFilter({ ...filter, standing: standings.find((standing) => standing === event.target.value) ?? null })
          }
        >
          <option value="">{t('filter.everybody')}</option>
          {standings.map((standing) => (
            <option key={standing} value={standing}>
              {t(`filter.standings.${standing}`)}
            </option>
          ))}
        </select>
      </label>
      <div className="flex items-end gap-1">
        <label className="block min-w-0 flex-1 sm:w-44">
          <span className="mb-1 block text-sm font-medium">{t('sort.label')}</span>
          <select
            className="field"
            value={sort.by}
            onChange={({ target: { value } }) =>
              onSort({ by: value, descending: value !== 'name' && value !== 'student-id' })
            }
          >
            <option value="name">{t('sort.name')}</option>
            <option value="student-id">{t('sort.studentId')}</option>
            <option value="total">{t('sort.total')}</option>
            {assignments.map(({ id, slug }) => (
              <option key={id} value={id}>
                {titles[slug] ?? slug}
              </option>
            ))}
          </select>
        </label>
        <button
          type="button"
          className="btn min-h-[2.375rem] px-3"
          aria-label={t(sort.descending ? 'sort.descending' : 'sort.ascending')}
          title={t(sort.descending ? 'sort.descending' : 'sort.ascending')}
          onClick={() => onSort({ ...sort, descending: !sort.descending })}
        >
          <span aria-hidden="true">{sort.descending ? '↓' : '↑'}</span>
        </button>
      </div>
    </div>
  )
}

'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'

import { Dialog } from '../ui/dialog.tsx'
import { OverrideImport } from './override-import.tsx'

interface Props {
  classroomId: string
  titles: Readonly<Record<string, string>>
  mayImport: boolean
}

/** The gradebook as tables: out, and points given by hand in. */
export function GradebookTables({ classroomId, titles, mayImport }: Props) {
  const t = useTranslations('gradebook.tables')
  const [importing, setImporting] = useState(false)
  const path = `/api/classes/${classroomId}/gradebook.csv`
  return (
    <div className="flex flex-wrap gap-2">
      <a className="btn" href={`${path}?kind=grades`} download title={t('gradesHint')}>
        {t('grades')}
      </a>
      <a className="btn" href={`${path}?kind=details`} download title={t('detailsHint')}>
        {t('details')}
      </a>
      {mayImport ? (
        <button type="button" className="btn" onClick={() => setImporting(true)}>
          {t('import')}
        </button>
      ) : null}
      {importing ? (
        <Dialog title={t('title')} wide onClose={() => setImporting(false)}>
          <OverrideImport classroomId={classroomId} titles={titles} onClose={() => setImporting(false)} />
        </Dialog>
      ) : null}
    </div>
  )
}

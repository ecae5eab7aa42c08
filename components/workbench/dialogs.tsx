'use client'
/** The modal questions and pages of the workbench. */
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { CodeView } from '../verdict/code-view.tsx'
import { fetchSolution } from './api.ts'
import { Dialog } from '../ui/dialog.tsx'
import { useKeyNames } from '../ui/use-key-names.ts'

export function SignInDialog({ slug, locale, onClose }: { slug: string; locale: string; onClose: () => void }) {
  const t = useTranslations('workbench.signIn')
  const back = `?next=${encodeURIComponent(`/exercises/${slug}`)}`
  return (
    <Dialog title={t('title')} onClose={onClose}>
      <p className="mb-4 text-sm text-soft">{t('text')}</p>
      <div className="flex flex-wrap gap-2">
        <a className="btn btn-primary" href={`/${locale}/sign-up${back}`}>
          {t('signUp')}
        </a>
        <a className="btn" href={`/${locale}/sign-in${back}`}>
          {t('signIn')}
        </a>
        <button type="button" className="btn btn-quiet" onClick={onClose}>
          {t('close')}
        </button>
      </div>
    </Dialog>
  )
}

export function ResetDialog({ onConfirm, onClose }: { onConfirm: () => void; onClose: () => void }) {
  const t = useTranslations('workbench.confirmReset')
  return (
    <Dialog title={t('title')} onClose={onClose}>
      <p className="mb-4 text-sm text-soft">{t('text')}</p>
      <div className="flex gap-2">
        <button type="button" className="btn btn-primary" onClick={onConfirm}>
          {t('confirm')}
        </button>
        <button type="button" className="btn" onClick={onClose}>
          {t('cancel')}
        </button>
      </div>
    </Dialog>
  )
}

export function SolutionDialog({ slug, onClose }: { slug: string; onClose: () => void }) {
  const t = useTranslations('workbench.solutionView')
  const [source, setSource] = useState<string | null>(null)
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    let gone = false
    fetchSolution(slug).then(
      (text) => !gone && setSource(text),
      () => !gone && setFailed(true),
    )
    return () => {
      gone = true
    }
  }, [slug])
  return (
    <Dialog title={t('title')} onClose={onClose} wide>
      <p className="mb-3 text-sm text-soft">{failed ? t('failed') : t('text')}</p>
      {source === null && !failed ? <div className="skeleton h-64" aria-busy="true" /> : null}
      {source === null ? null : (
        <div className="max-h-[55dvh] overflow-auto rounded-md border border-hair">
          <CodeView source={source} label={t('title')} />
        </div>
      )}
      <button type="button" className="btn mt-4" onClick={onClose}>
        {t('close')}
      </button>
    </Dialog>
  )
}

export function HelpDialog(props: {
  screenReader: boolean
  onScreenReader: (on: boolean) => void
  onClose: () => void
}) {
  const t = useTranslations('workbench.help')
  const keys = useKeyNames()
  const rows: Array<[string, string]> = [
    [t('run'), keys.run],
    [t('submit'), keys.submit],
    [t('leave'), t('leaveKeys')],
    [t('nextProblem'), 'F8'],
    [t('completion'), keys.completion],
    [t('hover'), keys.hover],
    [t('commands'), 'F1'],
    [t('panes'), t('panesKeys')],
    [t('help'), 'Alt+F1'],
  ]
  return (
    <Dialog title={t('title')} onClose={props.onClose}>
      <dl className="mb-4 text-sm">
        {rows.map(([what, key]) => (
          <div key={what} className="flex items-baseline justify-between gap-4 border-b border-hair py-1.5">
            <dt>{what}</dt>
            <dd className="m-0 shrink-0 font-mono text-xs text-soft">{key}</dd>
          </div>
        ))}
      </dl>
      <label className="flex items-start gap-2.5 text-sm">
        <input
          type="checkbox"
          className="mt-1 accent-[var(--accent)]"
          checked={props.screenReader}
          onChange={(event) => props.onScreenReader(event.currentTarget.checked)}
        />
        <span>
          {t('screenReader')}
          <span className="block text-soft">{t('screenReaderText')}</span>
        </span>
      </label>
      <button type="button" className="btn mt-4" onClick={props.onClose}>
        {t('close')}
      </button>
    </Dialog>
  )
}

import { useTranslations } from 'next-intl'

import { ExtensionMark, OverrideMark } from './cell-mark.tsx'

/** What the signs mean, and how the keyboard moves. */
export function GradebookLegend({ timeZone }: { timeZone: string }) {
  const t = useTranslations('gradebook.legend')
  return (
    <div className="mt-3 space-y-1 text-sm text-soft">
      <ul className="flex flex-wrap gap-x-5 gap-y-1">
        <li>
          <span className="text-good">✓</span> {t('passed')}
        </li>
        <li>◐ {t('partly')}</li>
        <li>
          <span className="text-bad">✕</span> {t('stopped')}
        </li>
        <li>… {t('waiting')}</li>
        <li>– {t('missing')}</li>
        <li>
          –<span className="text-bad">•</span> {t('tooLate')}
        </li>
        <li>· {t('none')}</li>
        <li>
          <span className="text-bad">•</span> {t('late')}
        </li>
        <li className="flex items-center gap-1.5">
          <ExtensionMark /> {t('extended')}
        </li>
        <li className="flex items-center gap-1.5">
          <OverrideMark /> {t('overridden')}
        </li>
        <li>{t('attempts')}</li>
      </ul>
      <p>
        {t('summary')} {t('timesIn', { timeZone })}
      </p>
      <p className="hidden sm:block">{t('keys')}</p>
    </div>
  )
}

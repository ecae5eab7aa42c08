import { useTranslations } from 'next-intl'

import { Notice } from '@/components/ui/page.tsx'
import { Link } from '@/i18n/navigation.ts'

export default function Forbidden() {
  const t = useTranslations('errors')
  const common = useTranslations('common')
  return (
    <Notice code="403" title={t('forbiddenTitle')} text={t('forbiddenText')}>
      <Link href="/course" className="btn">
        {common('backToCourse')}
      </Link>
    </Notice>
  )
}

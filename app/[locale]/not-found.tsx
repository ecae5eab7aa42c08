import { useTranslations } from 'next-intl'

import { Notice } from '@/components/ui/page.tsx'
import { Link } from '@/i18n/navigation.ts'

export default function NotFound() {
  const t = useTranslations('errors')
  const common = useTranslations('common')
  return (
    <Notice code="404" title={t('notFoundTitle')} text={t('notFoundText')}>
      <Link href="/course" className="btn">
        {common('backToCourse')}
      </Link>
    </Notice>
  )
}

import { useTranslations } from 'next-intl'

import { Link } from '@/i18n/navigation.ts'

/** @param next the page's path without the language, to come back to */
export function SignInFirst({ text, next }: { text: string; next: string }) {
  const t = useTranslations('common')
  const back = encodeURIComponent(next)
  return (
    <>
      <p className="mb-5">{text}</p>
      <p className="flex gap-3">
        <Link href={`/sign-up?next=${back}`} className="btn btn-primary">
          {t('createAccount')}
        </Link>
        <Link href={`/sign-in?next=${back}`} className="btn">
          {t('signIn')}
        </Link>
      </p>
    </>
  )
}

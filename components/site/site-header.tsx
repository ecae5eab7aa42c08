import { getTranslations } from 'next-intl/server'

import { Link } from '@/i18n/navigation.ts'

import { AccountMenu } from './account-menu.tsx'
import { ClientMessages } from '../ui/client-messages.tsx'
import { LanguageSwitch } from './language-switch.tsx'
import { Logo } from './logo.tsx'
import { NavLinks } from './nav-links.tsx'
import { NoticeBell } from '../notices/notice-bell.tsx'
import { ThemeSwitch } from './theme-switch.tsx'

export async function SiteHeader({
  actor,
}: {
  actor: { userId: string; displayName: string; isAdmin: boolean; unread: number } | null
}) {
  const [t, common] = await Promise.all([getTranslations('nav'), getTranslations('common')])
  const links = [
    { href: '/course', label: t('course') },
    { href: '/classes', label: t('classes') },
  ]
  return (
    <header className="sticky top-0 z-30 border-b border-hair bg-paper">
      <div className="flex h-12 items-center gap-1 px-3 sm:gap-2 sm:px-5">
        <Link
          href="/"
          className="flex items-center gap-2 rounded py-2 pr-2 text-ink no-underline"
          aria-label={t('home')}
        >
          <Logo />
          <span className="hidden font-semibold tracking-tight sm:inline">Gradient Gym</span>
        </Link>
        <NavLinks label={t('main')} links={links} />
        <span className="flex-1" />
        <LanguageSwitch />
        {/* On the narrowest phones the settings have it, and the name needs the room. */}
        <span className={actor ? 'max-[400px]:hidden' : undefined}>
          <ThemeSwitch toDark={t('themeToDark')} toLight={t('themeToLight')} />
        </span>
        {actor ? (
          <ClientMessages namespaces={['notices']}>
            <NoticeBell unread={actor.unread} />
          </ClientMessages>
        ) : null}
        {actor ? (
          <AccountMenu
            userId={actor.userId}
            displayName={actor.displayName}
            isAdmin={actor.isAdmin}
            labels={{
              menu: t('accountMenu') + common('colon'),
              me: t('me'),
              settings: t('settings'),
              admin: t('admin'),
              signOut: t('signOut'),
              forget: t('forget'),
              unsent: t('unsent'),
              forgetAll: t('forgetAll'),
            }}
          />
        ) : (
          <Link href="/sign-in" className="btn ml-1">
            {t('signIn')}
          </Link>
        )}
      </div>
    </header>
  )
}

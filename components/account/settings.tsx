'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useState, useSyncExternalStore, useTransition } from 'react'

import { localeNames, locales } from '@/i18n/routing.ts'

import { callApi } from '../ui/call-api.ts'
import { FormMessage } from '../ui/field.tsx'
import { rememberLocale } from '../ui/remember-locale.ts'
import { readThemeChoice, setTheme, subscribeTheme, type ThemeChoice } from '../ui/theme.ts'
import { useErrorText } from '../ui/use-error-text.ts'

const themes: ThemeChoice[] = ['system', 'light', 'dark']

export function Settings({ name, email }: { name: string; email: string }) {
  const t = useTranslations('me')
  return (
    <dl className="card divide-y divide-hair">
      <Row term={t('name')}>{name}</Row>
      <Row term={t('email')}>{email}</Row>
      <Row term={t('language')}>
        <LanguageChoice />
      </Row>
      <Row term={t('theme')}>
        <ThemeChoiceField label={t('theme')} />
      </Row>
      <Row term={t('sessions')}>
        <SignOutEverywhere />
      </Row>
    </dl>
  )
}

function Row({ term, children }: { term: string; children: React.ReactNode }) {
  return (
    <div className="grid gap-x-6 gap-y-1 px-5 py-3.5 sm:grid-cols-[10rem_1fr]">
      <dt className="text-soft">{term}</dt>
      <dd className="min-w-0">{children}</dd>
    </div>
  )
}

function LanguageChoice() {
  const current = useLocale()
  return (
    <ul className="flex gap-4">
      {locales.map((locale) => (
        <li key={locale}>
          {locale === current ? (
            <span lang={localeNames[locale].tag} aria-current="true" className="font-medium">
              {localeNames[locale].name}
            </span>
          ) : (
            <a
              href={`/${locale}/me`}
              hrefLang={localeNames[locale].tag}
              lang={localeNames[locale].tag}
              onClick={() => rememberLocale(locale)}
            >
              {localeNames[locale].name}
            </a>
          )}
        </li>
      ))}
    </ul>
  )
}

function ThemeChoiceField({ label }: { label: string }) {
  const t = useTranslations('me.themes')
  // The page's theme changes with the choice, except from "dark" to "system" on a dark system: count choices as well.
  const [, setChoices] = useState(0)
  const choice = useSyncExternalStore(subscribeTheme, readThemeChoice, (): ThemeChoice => 'system')
  return (
    <fieldset className="flex flex-wrap gap-x-5 gap-y-1">
      <legend className="sr-only">{label}</legend>
      {themes.map((theme) => (
        <label key={theme} className="inline-flex items-center gap-2">
          <input
            type="radio"
            name="theme"
            value={theme}
            checked={choice === theme}
            className="accent-accent"
            onChange={() => {
              setTheme(theme)
              setChoices((count) => count + 1)
            }}
          />
          {t(theme)}
        </label>
      ))}
    </fieldset>
  )
}

function SignOutEverywhere() {
  const t = useTranslations('me')
  const locale = useLocale()
  const errorText = useErrorText()
  const [failure, setFailure] = useState<string | null>(null)
  const [pending, start] = useTransition()
  const end = () =>
    start(async () => {
      const result = await callApi('/api/sessions/revoke', { method: 'POST', body: {} })
      if (result.ok) window.location.assign(`/${locale}`)
      else setFailure(errorText(result.code, result.params))
    })
  return (
    <div className="space-y-3">
      <p className="text-soft">{t('sessionsText')}</p>
      <button type="button" className="btn" disabled={pending} onClick={end}>
        {pending ? t('signingOut') : t('signOutEverywhere')}
      </button>
      <FormMessage text={failure} />
    </div>
  )
}

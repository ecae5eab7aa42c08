'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useActionState, useState, useSyncExternalStore } from 'react'

import { accountApi } from '@/contracts/accounts.ts'
import { useRouter } from '@/i18n/navigation.ts'
import { localeNames, locales, type Locale } from '@/i18n/routing.ts'

import { call } from '../form/call-api.ts'
import { failedFields } from '../form/failed-fields.ts'
import { FormMessage } from '../form/field.tsx'
import { Form, useFieldMarks } from '../form/form.tsx'
import { rememberLocale } from '../site/remember-locale.ts'
import { textField } from '../form/text-field.ts'
import { readThemeChoice, setTheme, subscribeTheme, type ThemeChoice } from '../site/theme.ts'
import { useErrorText } from '../form/use-error-text.ts'
import { Connections } from './connections.tsx'
import type { Connection } from './connections.tsx'
import { EmailStanding, MailChoice } from './email-settings.tsx'
import { PasswordForm } from '../sign-in/password-form.tsx'
import { SecondFactor } from '../sign-in/second-factor.tsx'
import type { SecondFactorStanding } from '../sign-in/second-factor.tsx'
import { SessionList } from '../sign-in/session-list.tsx'
import type { ListedSession } from '../sign-in/session-list.tsx'
import { SettingsRow } from './settings-row.tsx'

const themes: ThemeChoice[] = ['system', 'light', 'dark']

export interface AccountSettings {
  hasPassword: boolean
  emailVerified: boolean
  /** Null where the site sends no mail. */
  mailNotices: boolean | null
  connections: Connection[]
}

/** @param props.refusal why the last try to connect an account came to nothing, in words */
export function Settings(props: {
  name: string
  email: string
  account: AccountSettings
  factor: SecondFactorStanding
  sessions: ListedSession[]
  refusal: string | null
}) {
  const { name, email, account, factor, sessions, refusal } = props
  const t = useTranslations('me')
  const identity = useTranslations('identity')
  const security = useTranslations('security')
  return (
    <dl className="card divide-y divide-hair">
      <SettingsRow term={t('name')}>
        <NameForm name={name} />
      </SettingsRow>
      <SettingsRow term={t('email')}>
        <EmailStanding email={email} verified={account.emailVerified} mayAsk={account.mailNotices !== null} />
      </SettingsRow>
      {account.mailNotices === null ? null : (
        <SettingsRow term={identity('notices.term')} id="notices">
          <MailChoice chosen={account.mailNotices} verified={account.emailVerified} />
        </SettingsRow>
      )}
      <SettingsRow term={identity('password.term')}>
        <PasswordForm hasPassword={account.hasPassword} />
      </SettingsRow>
      <SettingsRow term={security('factor.term')} id="second-factor">
        <SecondFactor standing={factor} next={null} />
      </SettingsRow>
      {account.connections.length === 0 ? null : (
        <SettingsRow term={identity('connections.term')} id="connections">
          <Connections connections={account.connections} hasPassword={account.hasPassword} refusal={refusal} />
        </SettingsRow>
      )}
      <SettingsRow term={t('language')}>
        <LanguageChoice />
      </SettingsRow>
      <SettingsRow term={t('theme')}>
        <ThemeChoiceField label={t('theme')} />
      </SettingsRow>
      <SettingsRow term={t('sessions')} id="sessions">
        <SessionList sessions={sessions} />
      </SettingsRow>
    </dl>
  )
}

function NameForm({ name }: { name: string }) {
  const t = useTranslations('me')
  const router = useRouter()
  const errorText = useErrorText()
  const [state, submit, pending] = useActionState(
    async (_: NameState, form: FormData): Promise<NameState> => {
      const typed = textField(form, 'displayName')
      const result = await call(accountApi.changeProfile, { body: { displayName: typed } })
      if (!result.ok) {
        return {
          typed,
          failure: errorText(result.code, result.params),
          failed: failedFields(result),
          saved: false,
        }
      }
      // The page's heading and the menu say the name too.
      router.refresh()
      return { typed, failure: null, failed: [], saved: true }
    },
    { typed: name, failure: null, failed: [], saved: false },
  )
  return (
    <Form failed={state.failed} action={submit} className="space-y-1.5">
      <div className="flex flex-wrap gap-2">
        <NameInput label={t('name')} typed={state.typed} />
        <button type="submit" className="btn" disabled={pending}>
          {t('saveName')}
        </button>
      </div>
      <p id="name-hint" className="text-sm text-soft">
        {t('nameHint')}
      </p>
      <FormMessage text={state.failure} />
      <FormMessage text={state.saved ? t('nameSaved') : null} tone="good" />
    </Form>
  )
}

/** Within the form, which knows whether it failed. */
function NameInput({ label, typed }: { label: string; typed: string }) {
  return (
    <input
      name="displayName"
      aria-label={label}
      {...useFieldMarks('displayName', 'name-hint')}
      className="field max-w-xs flex-1 basis-40"
      autoComplete="name"
      required
      maxLength={80}
      defaultValue={typed}
    />
  )
}

interface NameState {
  typed: string
  failure: string | null
  failed: readonly string[]
  saved: boolean
}

/** The link works all the same when the account cannot be told: the page's own address decides the language. */
function keepLocale(locale: Locale): void {
  rememberLocale(locale)
  void call(accountApi.changeProfile, { body: { locale } }, { keepalive: true })
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
              onClick={() => keepLocale(locale)}
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

import { NextIntlClientProvider } from 'next-intl'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import en from '../../messages/en/common.json' with { type: 'json' }
import zh from '../../messages/zh/common.json' with { type: 'json' }
import { WallTimeInput } from './wall-time-input.tsx'

const draw = (locale: 'en' | 'zh', defaultValue: string): string =>
  renderToStaticMarkup(
    <NextIntlClientProvider locale={locale} timeZone="UTC" messages={{ common: locale === 'en' ? en : zh }}>
      <WallTimeInput name="dueAt" timeZone="Europe/Zurich" defaultValue={defaultValue} />
    </NextIntlClientProvider>,
  )

test('a time that clocks skip is marked as wrong, in words', () => {
  expect(draw('en', '2026-03-29T02:30')).toMatch(/aria-invalid="true".*Clocks in Europe\/Zurich never show this time/)
  expect(draw('zh', '2026-03-29T02:30')).toContain('Europe/Zurich 的时钟在这一天向前拨')
})

test('of a time that clocks show twice it is said which one counts, and nothing is wrong', () => {
  expect(draw('en', '2026-10-25T02:30')).toContain('The first one counts.')
  expect(draw('en', '2026-10-25T02:30')).not.toContain('aria-invalid')
})

test.each(['', '2026-06-01T02:30'])('%j needs no words', (typed) => {
  expect(draw('en', typed)).not.toContain('Clocks')
})

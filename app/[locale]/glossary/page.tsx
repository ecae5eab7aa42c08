import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'

import { Prose } from '@/components/prose/prose.tsx'
import { Page } from '@/components/ui/page.tsx'
import { makeTextOrder } from '@/course/classes/name-order.ts'
import { Link } from '@/i18n/navigation.ts'
import { getContext } from '@/server/process/context.ts'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('glossary')
  return { title: t('title') }
}

export default async function GlossaryPage() {
  const { course } = getContext()
  const [t, locale, lessons, { entries, notation }] = await Promise.all([
    getTranslations('glossary'),
    getLocale(),
    course.listLessons(),
    course.readGlossary(),
  ])
  const titles = new Map(lessons.map(({ path, title }) => [path, title[locale]]))
  // As a dictionary of the language has them: by letter, in Chinese by pinyin.
  const compare = makeTextOrder(locale)
  const inOrder = entries.toSorted((a, b) => compare(a.term[locale], b.term[locale]))
  const other = locale === 'en' ? 'zh' : 'en'

  return (
    <Page title={t('title')} lead={t('lead')}>
      <h2 className="mb-3 text-xl">{t('notation')}</h2>
      <Prose markdown={notation[locale]} />
      <h2 className="mb-3 mt-10 text-xl">{t('words')}</h2>
      <dl className="divide-y divide-hair border-y border-hair">
        {inOrder.map(({ id, term, symbol, meaning, lesson }) => (
          <div key={id} id={id} className="grid gap-x-6 gap-y-1 py-3 sm:grid-cols-[13rem_minmax(0,1fr)]">
            <dt>
              <span className="font-semibold">{term[locale]}</span>
              {symbol === undefined ? null : (
                <span className="ml-2">
                  <Prose markdown={`$${symbol}$`} inline />
                </span>
              )}
              {term[other] === term[locale] ? null : (
                <span className="block text-sm text-soft" lang={other}>
                  {term[other]}
                </span>
              )}
            </dt>
            <dd>
              <Prose markdown={meaning[locale]} inline />
              <Link href={`/lessons/${lesson}`} className="mt-1 block text-sm">
                {titles.get(lesson) ?? lesson}
              </Link>
            </dd>
          </div>
        ))}
      </dl>
    </Page>
  )
}

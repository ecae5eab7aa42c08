import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { notFound } from 'next/navigation'

import { LessonBody } from '@/app/lesson-body.tsx'
import { readLessonContents } from '@/app/lesson-contents.ts'
import { ClientMessages } from '@/components/ui/client-messages.tsx'
import { LessonExercises } from '@/components/course/lesson-exercises.tsx'
import { MarkRead } from '@/components/course/mark-read.tsx'
import type { CourseMap, CourseMapLesson, CourseMapUnit } from '@/course/course/course-map.ts'
import { Link } from '@/i18n/navigation.ts'
import { getCourseMap } from '@/server/course/course-map.ts'
import { getActor } from '@/server/sign-in/sessions.ts'
import { getContext } from '@/server/process/context.ts'

type Props = PageProps<'/[locale]/lessons/[unit]/[lesson]'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [{ unit, lesson }, locale, map] = await Promise.all([params, getLocale(), getCourseMap(getContext(), null)])
  const found = findLesson(map, `${unit}/${lesson}`)
  return found ? { title: found.lesson.title[locale], description: found.lesson.summary[locale] } : {}
}

export default async function LessonPage({ params }: Props) {
  const [{ unit, lesson: slug }, locale, actor] = await Promise.all([params, getLocale(), getActor(getContext())])
  const found = findLesson(await getCourseMap(getContext(), actor), `${unit}/${slug}`)
  if (!found) notFound()
  const { lesson } = found
  const [t, common, glossary, contents] = await Promise.all([
    getTranslations('lesson'),
    getTranslations('common'),
    getTranslations('glossary'),
    readLessonContents(lesson.path, locale),
  ])

  return (
    <div className="mx-auto grid w-full max-w-6xl gap-x-14 px-4 pb-16 pt-8 sm:px-6 sm:pt-12 xl:grid-cols-[minmax(0,1fr)_13rem]">
      <article className="mx-auto w-full min-w-0 max-w-[68ch] xl:mr-0">
        <header className="mb-8">
          <p className="text-sm text-soft">
            <Link href="/course" className="text-soft">
              {t('unit', { number: found.unit.number })} · {found.unit.title[locale]}
            </Link>{' '}
            · {common('minutes', { count: lesson.minutes })}
          </p>
          <h1 className="mt-2 text-3xl leading-tight tracking-tight sm:text-4xl">{lesson.title[locale]}</h1>
          <p className="mt-3 font-text text-lg leading-relaxed text-soft">{lesson.summary[locale]}</p>
        </header>
        <LessonBody lesson={lesson} locale={locale} contents={contents} user={actor?.userId ?? null} />
        <ClientMessages namespaces={['lesson']}>
          <LessonExercises lesson={lesson} locale={locale} />
          <footer className="mt-10 flex flex-wrap items-center justify-between gap-4 border-t border-hair pt-6">
            {actor ? (
              <MarkRead lesson={lesson.path} read={lesson.read} />
            ) : (
              <p className="text-sm text-soft">{t('signInToMark')}</p>
            )}
            <nav className="flex flex-wrap gap-x-6 gap-y-2 text-sm">
              <Link href="/glossary">{glossary('title')}</Link>
              {found.previous ? <Link href={`/lessons/${found.previous.path}`}>{t('previous')}</Link> : null}
              {found.next ? (
                <Link href={`/lessons/${found.next.path}`}>
                  {t('next')}
                  {common('colon')}
                  {found.next.title[locale]}
                </Link>
              ) : null}
            </nav>
          </footer>
        </ClientMessages>
      </article>
      <aside className="hidden xl:block">
        {contents.headings.length > 1 ? (
          <nav aria-label={t('contents')} className="sticky top-20 text-sm">
            <p className="mb-2 font-semibold">{t('contents')}</p>
            <ul className="space-y-1.5 border-l border-hair">
              {contents.headings.map((entry) => (
                <li key={entry.slug}>
                  <a
                    href={`#${entry.slug}`}
                    className="-ml-px block border-l border-transparent pl-3 text-soft no-underline hover:border-accent hover:text-ink"
                  >
                    {entry.text}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        ) : null}
      </aside>
    </div>
  )
}

function findLesson(map: CourseMap, path: string) {
  const all: Array<{ unit: CourseMapUnit; lesson: CourseMapLesson }> = map.units.flatMap((unit) =>
    unit.lessons.map((lesson) => ({ unit, lesson })),
  )
  const index = all.findIndex(({ lesson }) => lesson.path === path)
  const found = all[index]
  return found ? { ...found, previous: all[index - 1]?.lesson, next: all[index + 1]?.lesson } : undefined
}

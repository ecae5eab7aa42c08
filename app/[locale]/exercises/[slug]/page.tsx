import type { Metadata } from 'next'
import { getLocale } from 'next-intl/server'

import { LessonBody } from '@/app/lesson-body.tsx'
import { findLinkedLesson } from '@/app/lesson-link.ts'
import { orNotFound } from '@/app/page-errors.ts'
import { renderEntries, renderTitles } from '@/app/render-entries.tsx'
import { RefreshOnChange } from '@/components/preview/refresh-on-change.tsx'
import { ClientMessages } from '@/components/ui/client-messages.tsx'
import { Prose } from '@/components/prose/prose.tsx'
import { LessonBeside } from '@/components/workbench/lesson-beside.tsx'
import { Workbench } from '@/components/workbench/workbench.tsx'
import { getWorkbench } from '@/server/course/exercises.ts'
import { listAssignmentsHere } from '@/server/classes/learner-class.ts'
import { isPreview } from '@/server/course/preview.ts'
import { getActor } from '@/server/sign-in/sessions.ts'
import { getContext } from '@/server/process/context.ts'

type Props = PageProps<'/[locale]/exercises/[slug]'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [{ slug }, locale] = await Promise.all([params, getLocale()])
  const view = await orNotFound(getWorkbench(getContext(), null, slug, locale))
  return { title: view.prose.title }
}

/** `?beside=lesson` opens the lesson in the place of the task; the rest of the workbench stays as it is. */
export default async function ExercisePage({ params, searchParams }: Props) {
  const [{ slug }, { beside }, locale, actor] = await Promise.all([
    params,
    searchParams,
    getLocale(),
    getActor(getContext()),
  ])
  const [view, assignments] = await Promise.all([
    orNotFound(getWorkbench(getContext(), actor, slug, locale)),
    actor === null || isPreview(getContext()) ? [] : listAssignmentsHere(getContext(), actor, slug),
  ])
  const { task, checks, misconceptions, plots, passed, ...prose } = view.prose
  const linked = await findLinkedLesson(slug, view.lesson, locale)
  const own = `/exercises/${slug}`

  return (
    <div className="fills-screen">
      <ClientMessages namespaces={['workbench', 'verdict', 'problems', 'expectations', 'axes', 'standing']}>
        <Workbench
          // The rendered texts travel once, as elements; their Markdown stays here.
          view={{ ...view, prose }}
          task={<Prose markdown={task} />}
          lesson={linked && { ...linked.page, href: `${own}?beside=lesson`, beside: true }}
          lessonText={
            linked === null || beside !== 'lesson' ? null : (
              <LessonBeside title={linked.lesson.title[locale]} pageHref={linked.page.href} closeHref={own}>
                <LessonBody
                  lesson={linked.lesson}
                  locale={locale}
                  contents={linked.contents}
                  user={actor?.userId ?? null}
                />
              </LessonBeside>
            )
          }
          checks={renderEntries(checks)}
          misconceptions={renderEntries(misconceptions)}
          plotTitles={renderTitles(plots)}
          passedText={passed === undefined ? null : <Prose markdown={passed} inline />}
          assignments={assignments}
          locale={locale}
          signedIn={actor !== null}
          userId={actor?.userId ?? null}
        />
      </ClientMessages>
      {isPreview(getContext()) ? <RefreshOnChange revision={view.revision} /> : null}
    </div>
  )
}

import type { Metadata } from 'next'
import { getLocale } from 'next-intl/server'

import { orNotFound } from '@/app/page-errors.ts'
import { renderEntries, renderTitles } from '@/app/render-entries.tsx'
import { RefreshOnChange } from '@/components/preview/refresh-on-change.tsx'
import { ClientMessages } from '@/components/ui/client-messages.tsx'
import { Prose } from '@/components/ui/prose.tsx'
import { Workbench } from '@/components/workbench/workbench.tsx'
import { getWorkbench } from '@/server/exercises.ts'
import { listAssignmentsHere } from '@/server/learner-class.ts'
import { isPreview } from '@/server/preview.ts'
import { getActor } from '@/server/sessions.ts'

type Props = PageProps<'/[locale]/exercises/[slug]'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [{ slug }, locale] = await Promise.all([params, getLocale()])
  const view = await orNotFound(getWorkbench(null, slug, locale))
  return { title: view.prose.title }
}

export default async function ExercisePage({ params }: Props) {
  const [{ slug }, locale, actor] = await Promise.all([params, getLocale(), getActor()])
  const [view, assignments] = await Promise.all([
    orNotFound(getWorkbench(actor, slug, locale)),
    actor === null || isPreview() ? [] : listAssignmentsHere(actor, slug),
  ])
  const { task, checks, misconceptions, plots, passed, ...prose } = view.prose

  return (
    <div className="fills-screen">
      <ClientMessages namespaces={['workbench', 'verdict', 'problems', 'expectations', 'axes', 'standing']}>
        <Workbench
          // The rendered texts travel once, as elements; their Markdown stays here.
          view={{ ...view, prose }}
          task={<Prose markdown={task} />}
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
      {isPreview() ? <RefreshOnChange revision={view.revision} /> : null}
    </div>
  )
}

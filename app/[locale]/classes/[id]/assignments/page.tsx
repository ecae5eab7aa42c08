import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'

import { exerciseTitles } from '@/app/exercise-titles.ts'
import { orNotFound, requireReader } from '@/app/page-errors.ts'
import { AssignForm } from '@/components/assignments/assign-form.tsx'
import { CopyAssignments } from '@/components/assignments/copy-assignments.tsx'
import { AssignmentEditor } from '@/components/assignments/assignment-editor.tsx'
import { ClientMessages } from '@/components/ui/client-messages.tsx'
import { EmptyState, Page } from '@/components/ui/page.tsx'
import { listCopySources } from '@/server/classes/assignment-copies.ts'
import { getAssignmentSettings } from '@/server/assignments/assignments.ts'
import { getClassroom } from '@/server/classes/classrooms.ts'
import { getCourseMap } from '@/server/course/course-map.ts'
import { getPeople } from '@/server/classes/people.ts'
import { getContext } from '@/server/process/context.ts'

type Props = PageProps<'/[locale]/classes/[id]/assignments'>

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('assignments')
  return { title: t('title') }
}

export default async function AssignmentsPage({ params }: Props) {
  const { id } = await params
  const actor = await requireReader(`/classes/${id}/assignments`)
  const { assignments, extensions } = await orNotFound(getAssignmentSettings(getContext(), actor, id))
  const [t, locale, classroom, { people }, map, sources] = await Promise.all([
    getTranslations('assignments'),
    getLocale(),
    orNotFound(getClassroom(getContext(), actor, id)),
    orNotFound(getPeople(getContext(), actor, id)),
    getCourseMap(getContext(), null),
    listCopySources(getContext(), actor, id),
  ])
  const mayChange = classroom.role === 'instructor' && !classroom.archived
  const titles = new Map(exerciseTitles(map, locale).map(({ slug, title }) => [slug, title]))
  const names = new Map(people.map(({ id: userId, name }) => [userId, name]))
  const assigned = new Set(assignments.map(({ slug }) => slug))
  const units = map.units
    .map((unit) => ({
      slug: unit.slug,
      title: unit.title[locale],
      exercises: unit.lessons
        .flatMap(({ exercises }) => exercises)
        .filter(({ slug }) => !assigned.has(slug))
        .map(({ slug, title }) => ({ slug, title: title[locale] })),
    }))
    .filter(({ exercises }) => exercises.length > 0)

  return (
    <Page wide title={t('title')} lead={`${classroom.name} · ${t('timesIn', { timeZone: classroom.timeZone })}`}>
      <ClientMessages namespaces={['assignments', 'extension']}>
        {assignments.length === 0 ? (
          <EmptyState text={mayChange ? t('emptyInstructor') : t('empty')} />
        ) : (
          <ul className="card divide-y divide-hair">
            {assignments.map((assignment) => (
              <AssignmentEditor
                key={assignment.id}
                assignment={{
                  ...assignment,
                  title: titles.get(assignment.slug) ?? assignment.slug,
                  extensions: extensions
                    .filter(({ assignmentId }) => assignmentId === assignment.id)
                    .map((extension) => ({ ...extension, name: names.get(extension.userId) ?? '–' })),
                }}
                timeZone={classroom.timeZone}
                learners={people
                  .filter(({ role, removed }) => role === 'learner' && !removed)
                  .map(({ id: userId, name }) => ({ id: userId, name }))}
                mayChange={mayChange}
              />
            ))}
          </ul>
        )}
        {mayChange ? (
          <section aria-labelledby="assign" className="mt-12">
            <h2 id="assign" className="mb-4 text-lg">
              {t('addTitle')}
            </h2>
            <AssignForm
              // A new list means a new form: what was assigned is gone from it, and so are the dates.
              key={assignments.length}
              classroomId={id}
              timeZone={classroom.timeZone}
              units={units}
            />
          </section>
        ) : null}
        {mayChange && sources.length > 0 ? (
          <section aria-labelledby="copy" className="mt-12">
            <h2 id="copy" className="mb-4 text-lg">
              {t('copy.title')}
            </h2>
            <CopyAssignments classroomId={id} sources={sources} />
          </section>
        ) : null}
      </ClientMessages>
    </Page>
  )
}

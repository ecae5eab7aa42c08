import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { headers } from 'next/headers'

import { exerciseTitles } from '@/app/exercise-titles.ts'
import { orNotFound, requireReader } from '@/app/page-errors.ts'
import { AssignForm } from '@/components/classes/assign-form.tsx'
import { AssignmentList } from '@/components/classes/assignment-list.tsx'
import { InvitePanel } from '@/components/classes/invite-panel.tsx'
import { LearnerAssignments } from '@/components/classes/learner-assignments.tsx'
import { ClientMessages } from '@/components/ui/client-messages.tsx'
import { EmptyState, Page } from '@/components/ui/page.tsx'
import { RefreshOnAny } from '@/components/ui/refresh-on.tsx'
import { Link } from '@/i18n/navigation.ts'
import { getClassroom } from '@/server/classrooms.ts'
import { getCourseMap } from '@/server/course-map.ts'
import { getLearnerClass } from '@/server/learner-class.ts'

type Props = PageProps<'/[locale]/classes/[id]'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { id } = await params
  const actor = await requireReader(`/classes/${id}`)
  const { name } = await orNotFound(getClassroom(actor, id))
  return { title: name }
}

export default async function ClassPage({ params }: Props) {
  const { id } = await params
  const actor = await requireReader(`/classes/${id}`)
  const [t, locale, classroom, map] = await Promise.all([
    getTranslations('classes'),
    getLocale(),
    orNotFound(getClassroom(actor, id)),
    getCourseMap(actor),
  ])
  const staff = classroom.role !== 'learner'
  const own = staff ? null : await orNotFound(getLearnerClass(actor, id))
  const exercises = exerciseTitles(map, locale)
  const { learners } = classroom
  const assigned = new Set(classroom.assignments.map(({ slug }) => slug))

  return (
    <Page
      title={classroom.name}
      lead={[t(`role.${classroom.role}`), ...(learners === null ? [] : [t('members', { count: learners })])].join(
        ' · ',
      )}
      actions={
        staff ? (
          <Link href={`/classes/${id}/gradebook`} className="btn btn-primary">
            {t('openGradebook')}
          </Link>
        ) : undefined
      }
    >
      {classroom.joining ? (
        <InvitePanel code={classroom.joining.code} link={await joinLink(locale, classroom.joining.code)} />
      ) : null}
      <section aria-labelledby="assignments" className={staff ? 'mt-12' : ''}>
        <h2 id="assignments" className="mb-4 text-lg">
          {t('assignments')}
        </h2>
        {own !== null ? (
          <>
            <LearnerAssignments
              classroomId={id}
              timeZone={own.timeZone}
              assignments={own.assignments.map((assignment) => ({
                ...assignment,
                title: exercises.find(({ slug }) => slug === assignment.slug)?.title ?? assignment.slug,
              }))}
            />
            <RefreshOnAny events={[{ event: 'verdict' }, { event: 'notice' }]} />
          </>
        ) : classroom.assignments.length === 0 ? (
          <EmptyState text={classroom.role === 'instructor' ? t('noAssignmentsInstructor') : t('noAssignments')} />
        ) : (
          <AssignmentList
            assignments={classroom.assignments.map(({ id: assignmentId, slug, dueAt }) => ({
              id: assignmentId,
              slug,
              dueAt,
              title: exercises.find((exercise) => exercise.slug === slug)?.title ?? slug,
              status: staff ? null : (exercises.find((exercise) => exercise.slug === slug)?.status ?? 'new'),
            }))}
            timeZone={classroom.timeZone}
            now={new Date()}
          />
        )}
      </section>
      {classroom.role === 'instructor' ? (
        <section aria-labelledby="assign" className="mt-12 max-w-2xl">
          <h2 id="assign" className="mb-4 text-lg">
            {t('addTitle')}
          </h2>
          <ClientMessages namespaces={['classes']}>
            <AssignForm
              // A new list means a new form: what was assigned is gone from it, and so is the date.
              key={classroom.assignments.length}
              classroomId={id}
              timeZone={classroom.timeZone}
              exercises={exercises
                .filter(({ slug }) => !assigned.has(slug))
                .map(({ slug, title }) => ({ slug, title }))}
            />
          </ClientMessages>
        </section>
      ) : null}
    </Page>
  )
}

/** The whole address, as learners will open it. */
async function joinLink(locale: string, code: string): Promise<string> {
  const sent = await headers()
  const own =
    process.env['PUBLIC_URL'] ?? `${sent.get('x-forwarded-proto') ?? 'http'}://${sent.get('host') ?? 'localhost'}`
  return `${own.replace(/\/$/, '')}/${locale}/join/${code}`
}

import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'

import { exerciseTitles } from '@/app/exercise-titles.ts'
import { orNotFound, requireReader } from '@/app/page-errors.ts'
import { wholeAddress } from '@/app/whole-address.ts'
import { AssignmentList } from '@/components/assignments/assignment-list.tsx'
import { JoinPanel } from '@/components/classes/join-panel.tsx'
import { LearnerAssignments } from '@/components/assignments/learner-assignments.tsx'
import { ClientMessages } from '@/components/ui/client-messages.tsx'
import { EmptyState, Page } from '@/components/ui/page.tsx'
import { RefreshOnAny } from '@/components/live/refresh-on.tsx'
import { Link } from '@/i18n/navigation.ts'
import { getClassroom, getClassroomHead } from '@/server/classes/classrooms.ts'
import { getCourseMap } from '@/server/course/course-map.ts'
import { getLearnerClass } from '@/server/classes/learner-class.ts'
import { getContext } from '@/server/process/context.ts'

type Props = PageProps<'/[locale]/classes/[id]'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { id } = await params
  const actor = await requireReader(`/classes/${id}`)
  const { name } = await orNotFound(getClassroomHead(getContext(), actor, id))
  return { title: name }
}

export default async function ClassPage({ params }: Props) {
  const { id } = await params
  const actor = await requireReader(`/classes/${id}`)
  const [t, locale, classroom, map] = await Promise.all([
    getTranslations('classes'),
    getLocale(),
    orNotFound(getClassroom(getContext(), actor, id)),
    getCourseMap(getContext(), actor),
  ])
  const { learners, joining } = classroom
  const staff = classroom.role !== 'learner'
  const own = staff ? null : await orNotFound(getLearnerClass(getContext(), actor, id))
  const exercises = exerciseTitles(map, locale)

  return (
    <Page
      wide
      title={classroom.name}
      lead={[
        t(`role.${classroom.role}`),
        ...(learners === null ? [] : [t('members', { count: learners })]),
        ...(classroom.archived ? [t('archived')] : []),
      ].join(' · ')}
      actions={
        staff ? (
          <Link href={`/classes/${id}/gradebook`} className="btn btn-primary">
            {t('openGradebook')}
          </Link>
        ) : undefined
      }
    >
      {joining && !classroom.archived ? (
        <ClientMessages namespaces={['people']}>
          <JoinPanel
            classroomId={id}
            timeZone={classroom.timeZone}
            code={joining.code}
            link={await wholeAddress(locale, `/join/${joining.code}`)}
            standing={joining.standing}
            endsAt={joining.endsAt}
            // Here it is to be handed out; the door itself is changed where the people are.
            mayChange={false}
          />
        </ClientMessages>
      ) : null}
      <section aria-labelledby="assignments" className={staff ? 'mt-12' : ''}>
        <div className="mb-4 flex flex-wrap items-center justify-between gap-3">
          <h2 id="assignments" className="text-lg">
            {t('assignments')}
          </h2>
          {classroom.role === 'instructor' && !classroom.archived ? (
            <Link href={`/classes/${id}/assignments`} className="btn">
              {t('openAssignments')}
            </Link>
          ) : null}
        </div>
        {own !== null ? (
          <>
            <LearnerAssignments
              classroomId={id}
              timeZone={own.timeZone}
              archived={own.archived}
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
            }))}
            timeZone={classroom.timeZone}
            now={new Date()}
          />
        )}
      </section>
    </Page>
  )
}

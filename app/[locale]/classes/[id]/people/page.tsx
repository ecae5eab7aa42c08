import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'

import { orNotFound, requireReader } from '@/app/page-errors.ts'
import { wholeAddress } from '@/app/whole-address.ts'
import { InvitationList } from '@/components/classes/invitation-list.tsx'
import { JoinPanel } from '@/components/classes/join-panel.tsx'
import { PeopleTable } from '@/components/classes/people-table.tsx'
import { RosterImport } from '@/components/classes/roster-import.tsx'
import { ClientMessages } from '@/components/ui/client-messages.tsx'
import { Page } from '@/components/ui/page.tsx'
import { RefreshOn } from '@/components/live/refresh-on.tsx'
import { getClassroom } from '@/server/classes/classrooms.ts'
import { writeInvitations } from '@/server/classes/invitation-texts.ts'
import { getPeople } from '@/server/classes/people.ts'
import { getContext } from '@/server/process/context.ts'

type Props = PageProps<'/[locale]/classes/[id]/people'>

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('people')
  return { title: t('title') }
}

export default async function PeoplePage({ params }: Props) {
  const { id } = await params
  const actor = await requireReader(`/classes/${id}/people`)
  const { people, invitations, mails } = await orNotFound(getPeople(getContext(), actor, id))
  const [t, locale, classroom] = await Promise.all([
    getTranslations('people'),
    getLocale(),
    orNotFound(getClassroom(getContext(), actor, id)),
  ])
  const mayChange = classroom.role === 'instructor' && !classroom.archived
  const { joining } = classroom
  const listed = await Promise.all(
    invitations.map(async ({ path, ...invitation }) => ({
      ...invitation,
      link: path === null ? null : await wholeAddress(locale, path),
    })),
  )
  const learners = people.filter(({ role, removed }) => role === 'learner' && !removed).length
  return (
    <Page wide title={t('title')} lead={`${classroom.name} · ${t('learners', { count: learners })}`}>
      <ClientMessages namespaces={['people', 'classes']}>
        <div className="space-y-12">
          <section aria-label={t('title')}>
            <PeopleTable classroomId={id} people={people} ownId={actor.userId} mayChange={mayChange} />
          </section>
          {listed.length > 0 ? (
            <section aria-labelledby="invitations">
              <h2 id="invitations" className="mb-2 text-lg">
                {t('invitations.title')}
              </h2>
              <InvitationList
                classroomId={id}
                invitations={listed}
                all={mayChange ? { ...writeInvitations(listed), mails } : null}
              />
            </section>
          ) : null}
          {joining ? (
            <JoinPanel
              classroomId={id}
              timeZone={classroom.timeZone}
              code={joining.code}
              link={await wholeAddress(locale, `/join/${joining.code}`)}
              standing={joining.standing}
              endsAt={joining.endsAt}
              mayChange={mayChange}
            />
          ) : null}
          {mayChange ? (
            <section aria-labelledby="roster">
              <h2 id="roster" className="mb-2 text-lg">
                {t('roster.title')}
              </h2>
              <RosterImport classroomId={id} />
            </section>
          ) : null}
        </div>
      </ClientMessages>
      <RefreshOn event="class" field="classroomId" id={id} />
    </Page>
  )
}
